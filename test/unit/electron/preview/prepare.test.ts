import { expect, test } from 'vitest';
import { prepareTemplate } from '../../../../electron/preview/prepare.ts';
import { htmlLimit, textLimit } from '../../../../electron/preview/preview-limits.ts';

const order = (template: unknown) => ({
  response: { status: 200, headers: [], body: Buffer.from(JSON.stringify(template)), truncated: false },
});
const textOf = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);

test('a template becomes two pages and a subject', async () => {
  const made = await prepareTemplate(
    order({
      id: 7,
      name: 'Late',
      subject: 'Order %%$order%% is late',
      templateDataHtml: '<p>%%$a%% is &amp; stays &lt;late&gt;</p><script>1</script>',
      templateDataPlaintext: '<b> %%$a%% is & stays <late>',
    }),
  );
  expect(made).toMatchObject({ id: 7, name: 'Late', deleted: false });
  expect(made?.subject).toEqual([
    { text: 'Order ', field: false },
    { text: '%%$order%%', field: true },
    { text: ' is late', field: false },
  ]);
  expect(textOf(made?.html?.bytes)).toMatch(/<\/head><p><mark data-field="">%%\$a%%<\/mark> is &amp; stays &lt;late&gt;<\/p>$/);
  expect(textOf(made?.text?.bytes)).toContain('<pre>\n&lt;b&gt; <mark data-field="">%%$a%%</mark> is &amp; stays &lt;late&gt;</pre>');
});

test('a text that is too long is truncated and marked as truncated', async () => {
  const made = await prepareTemplate(
    order({ id: 7, subject: '', templateDataHtml: 'x'.repeat(htmlLimit + 1), templateDataPlaintext: 'y'.repeat(textLimit) }),
  );
  expect([made?.html?.cut, made?.text?.cut]).toEqual([true, false]);
  expect(textOf(made?.html?.bytes).endsWith('x'.repeat(100))).toBe(true);
});

test('missing parts of a template are not invented', async () => {
  expect(await prepareTemplate(order({ id: 7, subject: 'S' }))).toMatchObject({ html: null, text: null });
  expect(await prepareTemplate(order({ error: 'Template Not Found' }))).toBeNull();
});
