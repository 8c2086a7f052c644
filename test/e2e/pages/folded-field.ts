/** Fields of the message are folded while a preset is loaded. Actions on them unfold the message first, as a person does. */
import type { Locator, Page } from '@playwright/test';

const acting: ReadonlySet<string | symbol> = new Set([
  'check',
  'clear',
  'click',
  'fill',
  'focus',
  'inputValue',
  'press',
  'pressSequentially',
  'selectOption',
  'uncheck',
]);

/** Unfolds the fields of the message, unless they are shown already. */
export async function unfoldMessage(page: Page): Promise<void> {
  const edit = page.getByRole('main').getByRole('button', { name: 'Edit message', exact: true });
  const account = page.getByRole('combobox', { name: 'Account', exact: true });
  await edit.or(account).first().waitFor();
  if (await edit.isVisible()) await edit.click();
  await account.waitFor();
}

/** The same locator, but its actions unfold the message first. Expectations don't, so they see the page as it is. */
export function foldedField(page: Page, field: Locator): Locator {
  return new Proxy(field, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      const call = (...args: unknown[]): unknown => Reflect.apply(member, target, args);
      if (!acting.has(name)) return name === 'constructor' ? member : call;
      return async (...args: unknown[]): Promise<unknown> => {
        await unfoldMessage(page);
        return call(...args);
      };
    },
  });
}
