/** `npm run pictures`: takes a picture of every screen in every mode, for people to look at. What stands after `--` goes to Playwright. */
import { join } from 'node:path';
import { main, projectFolder, say } from './run.mjs';
import { testEndToEnd } from './test-e2e.mjs';

main(async () => {
  const config = join(projectFolder, 'test', 'pictures', 'playwright.config.ts');
  const code = await testEndToEnd([`--config=${config}`, ...process.argv.slice(2)]);
  say(`the sheet of all pictures is ${join('out', 'pictures', 'index.html')}`);
  return code;
});
