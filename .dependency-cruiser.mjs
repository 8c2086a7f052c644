/** Which folder may import which: what a linter can't see, because it reads one file at a time. */

/** Of each folder of main: the folders that it may import from, besides its own. The shared layer is open to all. */
const layers = {
  child: [],
  storage: [],
  diagnostics: ['storage'],
  security: [],
  net: [],
  whatcounts: ['net'],
  accounts: ['child', 'net', 'storage', 'whatcounts'],
  settings: ['storage'],
  presets: ['storage'],
  log: ['child', 'storage'],
  practice: ['accounts', 'whatcounts'],
  catalog: ['accounts', 'child', 'net', 'storage', 'whatcounts'],
  recipient: ['accounts', 'net', 'whatcounts'],
  preview: ['accounts', 'child', 'net', 'security', 'whatcounts'],
  sending: ['accounts', 'log', 'net', 'whatcounts'],
  resolution: ['accounts', 'log', 'net', 'whatcounts'],
  delivery: ['log', 'net', 'resolution', 'whatcounts'],
  ipc: ['security'],
};

/** The same for the page. */
const pageLayers = {
  ipc: [],
  text: [],
  stores: ['ipc', 'text'],
  ui: ['ipc', 'stores', 'text'],
  preview: ['ipc', 'stores', 'text', 'ui'],
  log: ['ipc', 'stores', 'text', 'ui'],
  send: ['ipc', 'log', 'preview', 'stores', 'text', 'ui'],
  presets: ['ipc', 'send', 'stores', 'text', 'ui'],
  accounts: ['ipc', 'send', 'stores', 'text', 'ui'],
  settings: ['ipc', 'stores', 'text', 'ui'],
  runs: ['ipc', 'stores', 'text', 'ui'],
};

const layer = (root, [folder, others]) => ({
  name: `layer-${root}-${folder}`,
  comment: `${root}/${folder} may import from the shared layer and from: ${others.join(', ') || 'nothing else'}.`,
  severity: 'error',
  from: { path: `^${root}/${folder}/` },
  to: { path: '^(?:electron|renderer)/', pathNot: [folder, ...others].map((name) => `^${root}/${name}/`).concat('^electron/shared/') },
});

export default {
  forbidden: [
    { name: 'no-import-cycle', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-folder-cycle', severity: 'error', scope: 'folder', from: {}, to: { circular: true } },
    {
      name: 'shared-is-alone',
      comment: 'The shared layer runs in both processes, so it imports only itself and valibot.',
      severity: 'error',
      from: { path: '^electron/shared/' },
      to: { pathNot: ['^electron/shared/', '^node_modules/valibot/'] },
    },
    {
      name: 'page-is-apart',
      comment: 'Of main, the page imports only the shared layer.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^electron/', pathNot: '^electron/shared/' },
    },
    {
      name: 'main-is-apart',
      severity: 'error',
      from: { path: '^electron/' },
      to: { path: '^renderer/' },
    },
    ...Object.entries(layers).map((entry) => layer('electron', entry)),
    ...Object.entries(pageLayers).map((entry) => layer('renderer', entry)),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Imports of types are imports, too.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
