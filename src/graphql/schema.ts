import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import type { Grant } from '../access/grants.js';
import { accessRule, type May } from '../access/may.js';
import { accessResolvers } from '../access/resolvers.js';
import { sharingRegister } from '../access/sharing.js';
import { gradeResolvers } from '../assessment/grade-resolvers.js';
import { assessmentResolvers } from '../assessment/resolvers.js';
import { whatIfResolvers } from '../assessment/what-if-resolvers.js';
import { auditResolvers } from '../audit/resolvers.js';
import { departments } from '../departments/index.js';
import { enterpriseResolvers } from '../enterprise/resolvers.js';
import { intakeResolvers } from '../intake/resolvers.js';
import { landTaxResolvers } from '../landtax/resolvers.js';
import { treatmentResolvers } from '../landtax/treatment-resolvers.js';
import { guarded } from './guard.js';
import { nodeResolvers } from './node.js';
import { scalars } from './scalars.js';
import { readSdl } from './sdl.js';

/** The schema with its resolvers behind the access rule, and that rule. */
export function createSchema(grants: readonly Grant[]): { readonly schema: GraphQLSchema; readonly may: May } {
  const schema = makeExecutableSchema({
    typeDefs: [...readSdl()],
    resolvers: [
      scalars,
      nodeResolvers,
      accessResolvers,
      auditResolvers,
      enterpriseResolvers,
      ...Object.values(departments).map(({ resolvers }) => resolvers),
      intakeResolvers,
      assessmentResolvers,
      gradeResolvers,
      whatIfResolvers,
      landTaxResolvers,
      treatmentResolvers,
    ],
  });
  const register = sharingRegister(schema);
  const may = accessRule(register, grants);
  return { schema: guarded(schema, register, may), may };
}
