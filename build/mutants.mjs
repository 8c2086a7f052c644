/** `npm run mutants -- core`: the mutation test of the pure core. */
import { mutateCore } from './mutants-core.mjs';
import { main, Trouble } from './run.mjs';

main(async () => {
  const [which, ...args] = process.argv.slice(2);
  if (which === 'core') return mutateCore(args);
  throw new Trouble('name what to mutate: core');
});
