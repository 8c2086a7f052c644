import { kWallet } from './providers/kwallet.ts';
import { testKeyring } from './test-keyring.ts';

testKeyring(kWallet);
