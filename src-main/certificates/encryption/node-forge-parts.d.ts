// node-forge's types describe the whole library; we load two of its files.
declare module 'node-forge/lib/forge.js' {
  import forge = require('node-forge');
  export default forge;
}
declare module 'node-forge/lib/rc2.js';
