import type { Cloud } from '../cloud';
import type { ArmRoute } from './route';

/** Where a cloud says what it is made of, for everyone: in Azure Stack's form up to 2018, as a list of clouds since 2019. */
export function metadataRoutes(cloud: Cloud): readonly ArmRoute[] {
  const { authority, resourceManager, name, suffixes } = cloud.endpoints;
  const audiences = [resourceManager];
  return [
    {
      method: 'GET',
      path: '/metadata/endpoints',
      apiVersions: [],
      handle: ({ apiVersion }) => {
        const authentication = { loginEndpoint: `${authority}/`, audiences };
        if (apiVersion < '2019-05-01') {
          const body = { galleryEndpoint: '', graphEndpoint: '', portalEndpoint: '', authentication };
          return { status: 200, body };
        }
        const description = {
          name,
          resourceManager,
          authentication: { ...authentication, tenant: 'common', identityProvider: 'AAD' },
          suffixes: { acrLoginServer: suffixes.registry },
        };
        return { status: 200, body: [description] };
      },
    },
  ];
}
