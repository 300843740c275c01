import { addTypenameSelectionDocumentTransform } from '@graphql-codegen/client-preset';
import type { CodegenConfig } from '@graphql-codegen/cli';

/** Types the trusted documents for TypeScript clients, each with the digest that it is asked for by. */
const config: CodegenConfig = {
  schema: ['schema/*.graphql', '!schema/published.graphql'],
  documents: ['documents/*.graphql'],
  generates: {
    'docs/client/generated/': {
      preset: 'client',
      documentTransforms: [addTypenameSelectionDocumentTransform],
      presetConfig: { fragmentMasking: false, persistedDocuments: { hashAlgorithm: 'sha256' } },
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        emitLegacyCommonJSImports: false,
        defaultScalarType: 'unknown',
        // Decimals are texts of digits: whoever counts with them uses a library of exact numbers.
        scalars: { Decimal: 'string', Date: 'string', DateTime: 'string', CreditCode: 'string', UnitCode: 'string' },
      },
    },
  },
};

export default config;
