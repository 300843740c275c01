import { MapperKind, mapSchema } from '@graphql-tools/utils';
import { defaultFieldResolver, type GraphQLFieldConfig, type GraphQLSchema } from 'graphql';
import type { CutOff } from '../../db/cut-off.js';

type Field = GraphQLFieldConfig<unknown, { readonly cutOff: CutOff | undefined }>;

/**
 * Resolves no field any more once the request's time is over: nobody hears it, and others wait. What a resolver throws
 * is a promise that fails: thrown in the middle of a list it would leave the rows before it with nobody to hear of their
 * failure, and that ends the process.
 */
export function timed(schema: GraphQLSchema): GraphQLSchema {
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (field: Field) => {
      const resolve = field.resolve ?? defaultFieldResolver;
      return {
        ...field,
        resolve: (source, args, context, info) => {
          try {
            context.cutOff?.check();
            return resolve(source, args, context, info) as unknown;
          } catch (error) {
            return Promise.reject(error instanceof Error ? error : new Error(String(error)));
          }
        },
      };
    },
  });
}
