/** Starts the app in the folder that is named on the command line, as Electron's own default app does. */
const { app } = require('electron');
const { readFileSync, statSync } = require('node:fs');
const { join, resolve } = require('node:path');

const named = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (named === undefined) {
  process.stderr.write('Usage: electron [switches] <folder of an app, or script>\n');
  app.exit(1);
} else {
  const path = resolve(named);
  if (statSync(path).isDirectory()) startFolder(path);
  else require(path);
}

function startFolder(folder) {
  const { name, productName, version, main } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  app.setName(productName ?? name);
  app.setVersion(version);
  app.setAppPath(folder);
  app.setPath('userData', join(app.getPath('appData'), productName ?? name));
  require(join(folder, main));
}
