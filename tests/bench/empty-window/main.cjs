// The least that an Electron program can be: what Latchkey's start is measured against.
const { app, BrowserWindow } = require('electron');

void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1100, height: 760, show: false, webPreferences: { sandbox: true } });
  window.once('ready-to-show', () => window.show());
  void window.loadFile(`${__dirname}/index.html`);
});
app.on('window-all-closed', () => app.quit());
