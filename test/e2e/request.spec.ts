/** The request, shown before it is sent. */
import { expect, test } from './keypost.ts';

test('shows the request under the form as it will be sent, and copies it as cURL with placeholders', async ({ start }) => {
  const { send, app } = await start();
  await send.list.fill("It's / yours");
  await send.template.fill('a b');
  await send.customerKey.fill('ck1');
  await send.campaignName.fill('x&y');
  await send.snapshot.check({ force: true });
  await send.openRequest();
  await expect(send.request).toContainText("/rest/msg/sendWithCustomerKey/It's%20%2F%20yours/a%20b/ck1?format=99&campaignName=x%26y");
  await expect(send.request).toContainText('respectOptout=true&snapshot=1');
  await expect(send.request).toContainText('Authorization: Basic <base64 of realm:password>');

  await send.copyAsCurl.click();
  const copied = await app.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied).toMatch(
    /^curl --globoff --path-as-is --request POST 'http:\/\/127\.0\.0\.1:\d+\/rest\/msg\/sendWithCustomerKey\/It'\\''s%20%2F%20yours\//,
  );
  expect(copied).toContain(`--header 'Authorization: Basic <base64 of realm:password>'`);
  expect(copied).not.toContain(Buffer.from('practice:practice').toString('base64'));
});
