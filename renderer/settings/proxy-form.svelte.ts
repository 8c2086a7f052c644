/** What is typed into the form for a proxy's login. It outlives the screen: a look at the log loses nothing. */
import type { FieldErrors } from '../../electron/bridge/contract.ts';

class ProxyForm {
  address = $state('');
  user = $state('');
  password = $state('');
  keepInMemory = $state(false);
  errors = $state.raw<FieldErrors>({});

  /** After typing, words about the field no longer hold. */
  touched(field: string): void {
    const { [field]: _, ...rest } = this.errors;
    this.errors = rest;
  }

  /** Secrets leave the page's memory with it. */
  empty(): void {
    this.address = '';
    this.user = '';
    this.password = '';
    this.errors = {};
  }
}

export const proxyForm = new ProxyForm();
