/** `npm run practice`: the practice realm by itself. `-- --port N` chooses the port. */
import { prepareApp } from './prepare/app.mjs';
import { main, run } from './run.mjs';

main(() => {
  prepareApp();
  return run(process.execPath, ['out/app/practice.cjs', ...process.argv.slice(2)]);
});
