import type { CodegenConfig } from '@graphql-codegen/cli';

/** Types the trusted documents for the page: each is its digest alone, and asked for by it. */
const config: CodegenConfig = {
  schema: ['schema/*.graphql', '!schema/published.graphql'],
  documents: ['documents/*.graphql'],
  generates: {
    'web/generated/enum-words.ts': { plugins: ['./web/enum-words.js'] },
    'web/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false, persistedDocuments: { mode: 'replaceDocumentWithHash', hashAlgorithm: 'sha256' } },
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        emitLegacyCommonJSImports: false,
        defaultScalarType: 'unknown',
        scalars: { Decimal: 'string', Date: 'string', DateTime: 'string', CreditCode: 'string', UnitCode: 'string', ID: 'string' },
      },
    },
  },
};

export default config;
