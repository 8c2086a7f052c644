/** What is typed into the form for a proxy's login. It outlives the screen: a look at the log loses nothing. */
import type { Failure, FieldErrors, ProxyScheme } from '../../electron/shared/ipc/contract.ts';

class ProxyForm {
  scheme = $state<ProxyScheme>('http');
  address = $state('');
  user = $state('');
  password = $state('');
  keepInMemory = $state(false);
  errors = $state.raw<FieldErrors>({});
  fixes = $state.raw<NonNullable<Failure['fixes']>>({});

  /** A scheme that is typed in front of the address goes where it belongs. */
  takeScheme(): void {
    const [, scheme, address] = /^(https?):\/\/(.*)$/i.exec(this.address.trimStart()) ?? [];
    if (scheme === undefined || address === undefined) return;
    this.scheme = scheme.toLowerCase() === 'https' ? 'https' : 'http';
    this.address = address;
  }

  /** After typing, words about the field no longer hold. */
  touched(field: string): void {
    const { [field]: _, ...rest } = this.errors;
    this.errors = rest;
  }

  /** Secrets leave the page's memory with it. */
  empty(): void {
    this.scheme = 'http';
    this.address = '';
    this.user = '';
    this.password = '';
    this.errors = {};
  }
}

export const proxyForm = new ProxyForm();
