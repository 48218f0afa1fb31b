import type { Session } from 'electron';

/** What this module does to a session. */
type PermissionHandlers = Pick<
  Session,
  'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
>;

/** Whether the page may have a permission (rule 5): never. It needs no camera, no notifications, not even the clipboard. */
export function decidePermission(_permission: string): boolean {
  return false;
}

/** Makes a session answer every way of asking for a permission with `decidePermission`. */
export function denyPermissions(session: PermissionHandlers): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(decidePermission(permission)));
  session.setPermissionCheckHandler((_contents, permission) => decidePermission(permission));
  session.setDevicePermissionHandler(({ deviceType }) => decidePermission(deviceType));
}
