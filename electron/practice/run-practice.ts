/** `npm run practice`: runs the practice realm by itself until it is stopped. */
import { parseArgs } from 'node:util';
import { practicePassword, practiceRealm, startPracticeRealm } from './realm.ts';
import { specialKeys } from './special-keys.ts';

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

async function run(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('--port takes a number from 0 to 65535');
  const practice = await startPracticeRealm({ port });
  print(`The practice realm is running at ${practice.siteUrl}`);
  print(`Realm: ${practiceRealm}   Password: ${practicePassword}`);
  print('Contacts ck1001 to ck1600; special customer keys:');
  for (const { key, description } of specialKeys) print(`  ${key.padEnd(14)}${description}`);
  print('Stop it with Ctrl+C.');
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void practice.close());
}

run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
