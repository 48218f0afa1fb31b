/** A path that scores, or that says whether a model is well: `/score`. */
export const pathPattern = /^\/[^\s#]*$/u;
