/** Where the sample model scores: the path of a service that has it behind its gateway. */
export const samplePath = '/score';

/** A request that the sample model understands, as its users would send it: JSON text. */
export const sampleExample = '{"data": [{"weight": 2.62, "horsepower": 110}]}';
