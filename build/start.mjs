/** `npm start`: makes the machine ready and opens the built app. What stands after `--` goes to the app. */
import { startDisplay } from './display.mjs';
import { electronArgs } from './electron-args.mjs';
import { hasDisplay, prepare } from './prepare.mjs';
import { main, projectFolder, run, say } from './run.mjs';

main(async () => {
  const withoutDisplay = !hasDisplay();
  const electron = await prepare(withoutDisplay ? ['display'] : []);
  const args = electronArgs();
  if (args.length > 0) say('running as root, so Electron starts with --no-sandbox; better start it as a user of your own');
  const display = withoutDisplay ? await startDisplay() : null;
  if (display) say(`no display here, so Keypost starts under Xvfb (${display.name}), where nobody sees it; 'npm run demo' takes pictures`);
  try {
    const env = display ? { ...process.env, DISPLAY: display.name } : process.env;
    say('Keypost is starting; end it with its window or with Ctrl+C');
    return await run(electron.path, [...args, projectFolder, ...process.argv.slice(2)], { env });
  } finally {
    await display?.stop();
  }
});
