/** `npm run build`: builds the app into out/app/. */
import { buildApp } from './prepare/app.mjs';
import { main } from './run.mjs';

main(async () => {
  buildApp();
});
