import { expect, it } from 'vitest';
import { foldedNames, namesWith } from '../../../../renderer/ui/combobox.ts';

const names = ['Orders', 'Order confirmation', 'Rückgabe', 'Ångström', '50 % off'];
const found = (typed: string) => namesWith(foldedNames(names.map((name) => ({ name, detail: '' }))), typed).map(({ name }) => name);

it.each([
  ['', names],
  ['  ', names],
  ['order', ['Orders', 'Order confirmation']],
  ['CONF', ['Order confirmation']],
  ['conf ord', ['Order confirmation']],
  ['ruck', ['Rückgabe']],
  ['angstrom', ['Ångström']],
  ['%', ['50 % off']],
  ['.*', []],
  ['nothing', []],
])('%o finds %o', (typed, expected) => {
  expect(found(typed)).toEqual(expected);
});
