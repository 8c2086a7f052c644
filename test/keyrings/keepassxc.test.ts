import { keePassXC } from './providers/keepassxc.ts';
import { testKeyring } from './test-keyring.ts';

testKeyring(keePassXC);
