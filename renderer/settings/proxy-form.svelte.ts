/** The content of the proxy login form. It outlives the screen: visiting the log loses nothing. */
import type { Failure, FieldErrors, ProxyScheme } from '../../electron/shared/ipc/contract.ts';

class ProxyForm {
  scheme = $state<ProxyScheme>('http');
  address = $state('');
  user = $state('');
  password = $state('');
  keepInMemory = $state(false);
  errors = $state.raw<FieldErrors>({});
  fixes = $state.raw<NonNullable<Failure['fixes']>>({});

  /** If the typed address starts with a scheme, it is moved to the scheme field. */
  takeScheme(): void {
    const [, scheme, address] = /^(https?):\/\/(.*)$/i.exec(this.address.trimStart()) ?? [];
    if (scheme === undefined || address === undefined) return;
    this.scheme = scheme.toLowerCase() === 'https' ? 'https' : 'http';
    this.address = address;
  }

  /** After typing, the field's error no longer applies. */
  touched(field: string): void {
    const { [field]: _, ...rest } = this.errors;
    this.errors = rest;
  }

  /** Clears secrets from the page's memory, too. */
  empty(): void {
    this.scheme = 'http';
    this.address = '';
    this.user = '';
    this.password = '';
    this.errors = {};
  }
}

export const proxyForm = new ProxyForm();
