/** Keypost distinguishes the causes of disk errors and sends nothing that it can't record. Once the disk works again, it sends. */
import { expect, test } from './keypost.ts';
import { failingDisk } from './failing-disk.ts';

test('a disk that can not lock files is not mistaken for a second Keypost', async ({ start, folder }) => {
  const disk = failingDisk(folder);
  test.skip(disk === null, 'there is no compiler for the library that refuses locks');
  if (disk === null) return;
  disk.fail('ENOLCK');
  const { send, shell } = await start({ env: disk.env });
  await expect(shell.notices).toContainText('this disk can’t lock files');
  await send.sendTo('ck1042');
  await expect(send.response.getByRole('alert')).toContainText("Not sent. The log can't be written (this disk can’t lock files)");
  disk.repair();
  await send.sendTo('ck1042');
  await send.expectOutcome('Accepted');
});

test('distinguishes a used-up quota, a broken disk and a full disk', async ({ start, folder }) => {
  const disk = failingDisk(folder);
  test.skip(disk === null, 'there is no compiler for the library that refuses writes');
  if (disk === null) return;
  const { send, shell, settings, page } = await start({ env: disk.env });
  await send.sendTo('ck1042');
  await send.expectOutcome('Accepted');
  for (const [error, reason] of [
    ['EDQUOT', 'your disk quota is used up'],
    ['EIO', 'the disk reports an error'],
  ] as const) {
    disk.fail(error);
    await send.sendTo('ck1043');
    await expect(send.response.getByRole('alert')).toContainText(`Not sent. The log can't be written (${reason})`);
    disk.repair();
  }
  await send.sendTo('ck1044');
  await send.expectOutcome('Accepted');

  await shell.goTo('Settings');
  disk.fail('EDQUOT');
  await settings.theme('Dark').click();
  await expect(page.getByRole('alert')).toHaveText(
    'The settings could not be saved: your disk quota is used up. Nothing was changed. Remove files of yours, or ask for more quota, then try again.',
  );
  disk.repair();
});
