/** The preview of a template: what it shows, and that a hostile one can do nothing. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { safeHtml } from '../../electron/preview/safe-html.ts';
import { Proxy } from '../faults/proxy.ts';
import { expect, test, type Keypost } from './keypost.ts';
import { PreviewPage } from './pages/preview-page.ts';
import { startTemplateSite, type TemplateSite } from './template-site.ts';

const password = 'c0rrect hörse';

let site: TemplateSite;
test.beforeEach(async ({ folder }) => {
  site = await startTemplateSite(folder);
});
test.afterEach(() => site.close());

type Start = (options?: { env: Record<string, string>; switches: readonly string[] }) => Promise<Keypost>;

async function withAccount(start: Start, switches: readonly string[] = []): Promise<Keypost & { preview: PreviewPage }> {
  const keypost = await start({ env: { SSL_CERT_FILE: site.certificateFile }, switches });
  const { shell, accounts, send, page } = keypost;
  await shell.goTo('Accounts');
  await accounts.fill({ name: 'Acme', kind: 'Test', siteUrl: site.url, realm: 'acme', password });
  await accounts.save.click();
  await expect(accounts.item('Acme')).toBeVisible();
  await shell.goTo('Send');
  await send.chooseAccount('Acme');
  return { ...keypost, preview: new PreviewPage(page) };
}

async function open({ send, preview }: { send: Keypost['send']; preview: PreviewPage }, template: string): Promise<void> {
  await send.template.fill(template);
  // The open list of names covers what is below it.
  await send.template.press('Escape');
  await preview.open.click();
}

/** Everything that a template could try, with `to` as the target. */
const hostile = (to: string): string => `<!doctype html>
<html onload="fetch('${to}/1')"><head>
<base href="${to}/base/"><meta http-equiv="refresh" content="0;url=${to}/refresh"><meta http-equiv="x-dns-prefetch-control" content="on">
<link rel="stylesheet" href="${to}/link.css"><link rel="preconnect" href="${to}"><link rel="dns-prefetch" href="${to}">
<link rel="prefetch" href="${to}/prefetch"><link rel="preload" as="image" href="${to}/preload"><link rel="icon" href="${to}/icon">
<link rel="modulepreload" href="${to}/module.js"><link rel="prerender" href="${to}/prerender"><link rel="manifest" href="${to}/manifest">
<style>@import url("${to}/import.css"); @font-face { font-family: x; src: url(${to}/font) } body { background: url(${to}/css); font-family: x }
li { list-style: url(${to}/list) } p::before { content: url(${to}/content) } b { background: u\\72l(${to}/escape) }
b { background-image: image-set("${to}/set" 1x) } i { cursor: url(${to}/cursor), auto } u { mask: url(${to}/mask#a) } p { filter: url(${to}/filter#a) }</style>
<script>document.title = 'ran'; parent.location = '${to}/parent'; fetch('${to}/fetch')</script><script src="${to}/script.js"></script>
</head><body onload="location='${to}/body'" background="${to}/background">
<p id="words">Still here, <b onclick="open('${to}')" onmouseover="alert(1)">bold</b></p>
<a href="${to}/leave" target="_top" ping="${to}/ping">A way out</a> <a href="javascript:location='${to}/js'" target="_blank">Another</a>
<form action="${to}/form" method="post"><input name="a" autofocus onfocus="this.form.submit()"><button formaction="${to}/button">Submit me</button></form>
<iframe src="${to}/frame"></iframe><iframe srcdoc="<script>parent.parent.location='${to}/srcdoc'</script>"></iframe><frame src="${to}/f">
<object data="${to}/object"><embed src="${to}/embed"></object><video src="${to}/video" poster="${to}/poster" autoplay></video><audio src="${to}/audio" autoplay></audio>
<svg onload="fetch('${to}/svg')"><image href="${to}/svgimage"/><use href="${to}/use#a"/><a href="${to}/svga"><text>svg</text></a><style><link rel=preconnect href=${to}></style></svg>
<math href="${to}/math"><mtext><img src="${to}/mimg" onerror="fetch('${to}/onerror')"></mtext></math>
<img src="${to}/img" srcset="${to}/srcset 2x" onerror="fetch('${to}/error')" lowsrc="${to}/lowsrc" dynsrc="${to}/dyn">
<picture><source srcset="${to}/source"><img src="${to}/picture"></picture><input type="image" src="${to}/input">
<table background="${to}/table"><tr><td background="${to}/td" style="background:url(${to}/style)">cell</td></tr></table>
<select><style></select><link rel="preconnect" href="${to}"><img src="${to}/mxss"></style></select>
<noscript><img src="${to}/noscript"></noscript><template><img src="${to}/template"></template><textarea><img src="${to}/textarea"></textarea>
<div style="position:fixed;inset:0;z-index:9999;opacity:0"></div><marquee onstart="fetch('${to}/marquee')">m</marquee>
<p>The last words</p></body></html>`;

test('a hostile template runs, loads and sends nothing, and navigates nowhere', async ({ start, folder }) => {
  // Records what Chromium's network stack does, name look-ups included.
  const netLog = join(folder, 'net-log.json');
  const keypost = await withAccount(start, [`--log-net-log=${netLog}`]);
  const { page, app, preview, output } = keypost;
  const [http, https] = [`http://127.0.0.1:${site.trap.port}`, `https://localhost:${site.trap.port}`];
  site.templates.set(7, {
    id: 7,
    name: 'Hostile',
    subject: '<script>alert(1)</script> %%$a%%',
    templateDataHtml: hostile(http) + hostile(https) + hostile('https://looked-up.example'),
  });
  const before = page.url();
  await open(keypost, 'Hostile');
  // Once for each address that the template tries.
  await expect(preview.message.getByText('The last words', { exact: true })).toHaveCount(3);
  await expect(preview.subject).toHaveText('<script>alert(1)</script> %%$a%%');
  // Neither the overlay over the whole message nor its links lead anywhere.
  for (const text of ['A way out', 'Another']) {
    const all = preview.message.getByText(text, { exact: true });
    await expect(all).toHaveCount(3);
    for (const one of await all.all()) await one.click({ force: true });
  }
  // Only the text of the button is left, in its parent element.
  await preview.message
    .getByText(/Submit me/)
    .first()
    .click({ force: true });
  await preview.frame.hover();
  await preview.show('Plain text').check({ force: true });
  await preview.show('HTML').check({ force: true });
  await expect(preview.message.getByText('The last words', { exact: true })).toHaveCount(3);

  const frame = page.frames().find((one) => one !== page.mainFrame());
  expect(page.frames()).toHaveLength(2);
  expect(frame?.url()).toMatch(/^preview:\/\/message\/[0-9a-f]{32}\/html$/);
  expect(page.url()).toBe(before);
  expect(app.windows()).toHaveLength(1);
  expect(site.trap.connections).toBe(0);
  expect(output.join('\n')).not.toMatch(/page error/);
  await preview.close.click();
  await expect(preview.dialog).toBeHidden();
  await expect(preview.open).toBeFocused();
  expect(site.trap.connections).toBe(0);
  expect(site.requests.filter((path) => !path.startsWith('GET '))).toEqual([]);

  // The cleaned message must load nothing even without a policy, in a window that may load everything.
  const left = join(folder, 'left.html');
  writeFileSync(left, (await safeHtml(hostile(http) + hostile('https://looked-up.example'))).html);
  await app.evaluate(loadedAlone, left);
  expect(site.trap.connections).toBe(0);
  writeFileSync(left, `<img src=https://control.example/x><style>b { background: u\\72l(${http}/control) }</style><b>x</b>`);
  await app.evaluate(loadedAlone, left);
  await expect.poll(() => site.trap.connections).toBeGreaterThan(0);
  await app.close();
  expect(readFileSync(netLog, 'utf8')).toContain('control.example');
  expect(readFileSync(netLog, 'utf8')).not.toContain('looked-up.example');
});

/** Shows a file in a separate window without any restrictions. */
async function loadedAlone({ BrowserWindow, session }: typeof import('electron'), file: string): Promise<void> {
  session.fromPartition('alone').webRequest.onBeforeRequest(null);
  const window = new BrowserWindow({ show: false, webPreferences: { partition: 'alone', sandbox: true } });
  await window.loadFile(file);
  window.destroy();
}

test('the message has its own policy and process, no bridge, and is removed with the preview', async ({ start }) => {
  const keypost = await withAccount(start);
  const { page, app, preview } = keypost;
  site.templates.set(7, {
    id: 7,
    name: 'Plain',
    subject: 'S',
    templateDataHtml: '<p>Hello %%$first%%</p>',
    templateDataPlaintext: 'Hello',
  });
  await open(keypost, 'Plain');
  await expect(preview.message.locator('mark')).toHaveText('%%$first%%');
  const url = await preview.frame.getAttribute('src');
  expect(await preview.frame.getAttribute('sandbox')).toBe('');

  const found = await app.evaluate(async ({ BrowserWindow, session }, address) => {
    const mainFrame = BrowserWindow.getAllWindows()[0]?.webContents.mainFrame;
    const frame = mainFrame?.frames[0];
    // The page may request a message only in a frame.
    const own = session.fromPartition('persist:page');
    const headersOf = async (from: string) => Object.fromEntries((await own.fetch(from)).headers.entries());
    return {
      apart: frame !== undefined && frame.osProcessId !== mainFrame?.osProcessId,
      origin: frame?.origin,
      message: (await headersOf(address))['content-security-policy'],
      page: (await headersOf('app://keypost/index.html'))['content-security-policy'],
    };
  }, url ?? '');
  expect(found).toEqual({
    apart: true,
    origin: 'null',
    message:
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors app://keypost; sandbox",
    page:
      "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'none'; " +
      "frame-src preview://message; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; " +
      'trusted-types svelte-trusted-html',
  });

  await page.keyboard.press('Escape');
  await expect(preview.dialog).toBeHidden();
  const status = await app.evaluate(
    async ({ session }, address) => (await session.fromPartition('persist:page').fetch(address)).status,
    url ?? '',
  );
  expect(status).toBe(404);
});

test('loads images on request only, over https, without identifying headers, and asks the proxy for no local names', async ({ start }) => {
  const proxy = await Proxy.start({ does: 'respond', bytes: 'HTTP/1.1 403 Forbidden\r\n\r\n' }, '127.0.0.1');
  const keypost = await withAccount(start, [`--proxy-server=${proxy.address}`]);
  const { page, preview } = keypost;
  const { url } = site.images;
  const tried = ['red.png', 'moved.png', 'down.png', 'a.svg', 'page', 'large.png', 'gone.png'];
  const others = [
    `http://127.0.0.1:${site.trap.port}/a.png`,
    'https://10.0.0.1/a.png',
    `${url}/%%$id%%.png`,
    `https://localhost:${site.trap.port}/`,
    'https://images.example.com/a.png',
    ...['wpad', 'intranet.corp', 'printer.local', 'metadata.google.internal.'].map((host) => `https://${host}/a.png`),
  ];
  const html = [...tried.map((name) => `${url}/${name}`), ...others].map(
    (address) => `<img src="${address}" alt="${address}" width="40" height="20">`,
  );
  site.templates.set(7, { id: 7, name: 'Pictures', subject: 'S', templateDataHtml: `<p>Look</p>${html.join('\n')}` });
  await open(keypost, 'Pictures');
  const first = preview.message.locator('img').first();
  await expect(first).toBeVisible();
  const widths = (): Promise<number[]> =>
    preview.message.locator('img').evaluateAll((images) => images.map((image) => (image as HTMLImageElement).naturalWidth));
  expect(await widths()).toEqual(tried.concat(others).map(() => 0));
  expect(await first.boundingBox()).toMatchObject({ width: 40, height: 20 });
  await expect(preview.images).toContainText('14 images are not loaded. Loading tells their servers that someone viewed the message.');
  await expect(preview.images).toContainText('Not loaded in any case: 1 whose address WhatCounts fills in, 1 without https.');
  await expect(preview.images).toContainText("Your proxy resolves the servers' names, so Keypost asks it for public names only.");
  expect([site.images.requests.length, site.trap.connections, proxy.received]).toEqual([0, 0, []]);

  await preview.loadImages.click();
  await expect(preview.images).toContainText('2 of 14 images loaded.');
  for (const text of [
    '1 too large',
    '2 no image of a kind that is shown',
    '1 at a private address',
    '1 not over https',
    '1 not given by the server',
    '2 not reached',
    '4 without a public name',
  ]) {
    await expect(preview.images).toContainText(text);
  }
  await expect.poll(widths).toEqual([
    1,
    1,
    ...tried
      .concat(others)
      .slice(2)
      .map(() => 0),
  ]);
  expect(site.images.requests.map(({ path }) => path).sort()).toEqual([...tried.map((name) => `/${name}`), '/red.png'].sort());
  expect(proxy.received).toEqual(['CONNECT images.example.com:443 HTTP/1.1\r\nHost: images.example.com:443\r\nConnection: close\r\n\r\n']);
  await proxy.close();
  for (const { headers } of site.images.requests) expect(Object.keys(headers).sort()).toEqual(['accept', 'connection', 'host']);
  await expect(page.getByText('Preview of Pictures', { exact: true })).toBeVisible();
});

test('opens a template of 10 MB, and states where only the beginning of a text is shown', async ({ start }) => {
  const keypost = await withAccount(start);
  const { preview } = keypost;
  const row = '<tr><td style="padding: 4px">Dear %%$first%%, this is a line of the message.</td><td><b>bold</b></td></tr>\n';
  const html = `<table>${row.repeat(Math.ceil((10 * 1024 * 1024) / row.length))}</table><p>The very end</p>`;
  site.templates.set(7, { id: 7, name: 'Large', subject: 'S', templateDataHtml: html, templateDataPlaintext: 'x'.repeat(3_000_000) });
  await open(keypost, 'Large');
  await expect(preview.message.getByText(/^Dear /).first()).toBeVisible({ timeout: 30_000 });
  await preview.show('Plain text').check({ force: true });
  await expect(preview.dialog.getByText('Only the first 2 million characters of the plain text are shown.', { exact: true })).toBeVisible();
  await preview.close.click();
  await expect(preview.dialog).toBeHidden();
});

test('follows the format, and states which part the template lacks', async ({ start }) => {
  const keypost = await withAccount(start);
  const { send, preview, page, app } = keypost;
  site.templates.set(7, { id: 7, name: 'a/b % c;🎉', templateDataPlaintext: 'Only words, %%$first%%' });
  await send.format('Plain text').check({ force: true });
  await open(keypost, 'a/b % c;🎉');
  await expect(preview.message.locator('mark')).toHaveText('%%$first%%');
  await expect(preview.subject).toHaveText('none');
  await expect(preview.show('HTML')).toBeHidden();
  await preview.show('Phone').check({ force: true });
  await expect.poll(async () => (await preview.frame.boundingBox())?.width).toBe(375);
  // In the frame, keys go to the message, but Escape still closes the preview.
  await preview.message.getByText(/^Only words, /).click();
  await expect(preview.frame).toBeFocused();
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.sendInputEvent({ type: 'keyDown', keyCode: 'Escape' });
  });
  await expect(preview.dialog).toBeHidden();
  await expect(preview.open).toBeFocused();

  await send.format('HTML').check({ force: true });
  await preview.open.click();
  await expect(preview.text('This template has no HTML')).toContainText('A message in HTML was chosen');
  await page.keyboard.press('Escape');
  await expect(preview.dialog).toBeHidden();
  await send.format('MIME').check({ force: true });
  await preview.open.click();
  await preview.show('Plain text').check({ force: true });
  await expect(preview.message.getByText(/^Only words, /)).toBeVisible();
  // It was read a moment ago, so it isn't requested again.
  expect(site.requests.filter((path) => path.endsWith('/7'))).toHaveLength(1);
  await preview.readAgain.click();
  await expect.poll(() => site.requests.filter((path) => path.endsWith('/7'))).toHaveLength(2);
});

test('shows why a template can not be read, and asks which one when two have the same name', async ({ start }) => {
  const keypost = await withAccount(start);
  const { preview, page } = keypost;
  site.templates.set(7, { id: 7, name: 'Twice', subject: 'One', templateDataHtml: '<p>The first</p>' });
  site.templates.set(8, { id: 8, name: 'Twice', subject: 'Two', templateDataHtml: '<p>The second</p>' });
  site.templates.set(9, '<html>Down for maintenance</html>');
  await open(keypost, 'Twice');
  await expect(preview.text('Several templates have this name')).toBeVisible();
  await preview.number(8).click();
  await expect(preview.message.getByText('The second', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(preview.dialog).toBeHidden();

  await open(keypost, 'Thrice');
  await expect(preview.text('There is no preview')).toContainText('This realm has no template “Thrice”.');
  await page.keyboard.press('Escape');
  await expect(preview.dialog).toBeHidden();
  await open(keypost, 'Page');
  await expect(preview.text('There is no preview')).toContainText('A web page came back (200)');
  site.status = 500;
  await preview.readAgain.click();
  await expect(preview.text('There is no preview')).toContainText('server error (500)');
  await preview.close.click();
  expect(site.requests.filter((path) => !path.startsWith('GET '))).toEqual([]);
});
