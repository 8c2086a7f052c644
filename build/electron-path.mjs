/** `npm run electron:path`: prints the runtime's path and nothing else; gets a runtime where there is none. */
import { prepareElectron } from './prepare/electron.mjs';
import { main } from './run.mjs';

main(async () => {
  const { path } = await prepareElectron();
  process.stdout.write(`${path}\n`);
});
