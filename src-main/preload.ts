import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Bridge } from '../shared/ipc/contract';

type DroppedFile = Parameters<typeof webUtils.getPathForFile>[0];

/** SECURITY: all that the page gets of Electron (rule 20). It imports nothing else and does not grow: new calls are new names. */
const bridge: Bridge = {
  call: (method, request, files) => {
    const paths = files?.map((file) => webUtils.getPathForFile(file as DroppedFile)).filter((path) => path !== '');
    return ipcRenderer.invoke('call', method, paths ? { ...(request as object), paths } : request);
  },
  on: (listener) => {
    const forward = (_event: unknown, event: string): void => listener(event);
    ipcRenderer.on('event', forward);
    return () => ipcRenderer.off('event', forward);
  },
};

contextBridge.exposeInMainWorld('bridge', bridge);
