/** The nginx that stands in front of a model unless somebody wants another: Microsoft's, small, from the registry that Azure is nearest to. */
export const usualGatewayImage = 'mcr.microsoft.com/azurelinux/base/nginx:1.28';
