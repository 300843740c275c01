import { MapperKind, mapSchema } from '@graphql-tools/utils';
import { defaultFieldResolver, type GraphQLFieldConfig, type GraphQLSchema } from 'graphql';
import type { CutOff } from '../../db/cut-off.js';

type Field = GraphQLFieldConfig<unknown, { readonly cutOff: CutOff | undefined }>;

/** Resolves no field any more once the request's time is over: nobody hears it, and others wait. */
export function timed(schema: GraphQLSchema): GraphQLSchema {
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (field: Field) => {
      const resolve = field.resolve ?? defaultFieldResolver;
      return {
        ...field,
        resolve: (source, args, context, info) => {
          context.cutOff?.check();
          return resolve(source, args, context, info) as unknown;
        },
      };
    },
  });
}
