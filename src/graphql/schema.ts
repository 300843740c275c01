import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import { accessResolvers } from '../access/resolvers.js';
import { sharingRegister, type SharingRegister } from '../access/sharing.js';
import { breakdownResolvers } from '../assessment/breakdown-resolvers.js';
import { gradeResolvers } from '../assessment/grade-resolvers.js';
import { assessmentResolvers } from '../assessment/resolvers.js';
import { whatIfResolvers } from '../assessment/what-if-resolvers.js';
import { auditResolvers } from '../audit/resolvers.js';
import { departments } from '../departments/index.js';
import { enterpriseResolvers } from '../enterprise/resolvers.js';
import { grantResolvers } from '../grants/resolvers.js';
import { intakeResolvers } from '../intake/resolvers.js';
import { ledgerResolvers } from '../landtax/ledger-resolvers.js';
import { landTaxResolvers } from '../landtax/resolvers.js';
import { treatmentResolvers } from '../landtax/treatment-resolvers.js';
import { landTaxWorkResolvers } from '../landtax/work-resolvers.js';
import { guarded } from './guard.js';
import { timed } from './limits/timed.js';
import { nodeResolvers } from './node.js';
import { scalars } from './scalars.js';
import { readSdl } from './sdl.js';

/** The schema with its resolvers behind the access rule of each request, and what it declares about access. */
export function createSchema(): { readonly schema: GraphQLSchema; readonly register: SharingRegister } {
  const schema = makeExecutableSchema({
    typeDefs: [...readSdl()],
    resolvers: [
      scalars,
      nodeResolvers,
      accessResolvers,
      auditResolvers,
      enterpriseResolvers,
      ...Object.values(departments).map(({ resolvers }) => resolvers),
      grantResolvers,
      intakeResolvers,
      assessmentResolvers,
      breakdownResolvers,
      gradeResolvers,
      whatIfResolvers,
      landTaxResolvers,
      landTaxWorkResolvers,
      ledgerResolvers,
      treatmentResolvers,
    ],
  });
  const register = sharingRegister(schema);
  return { schema: timed(guarded(schema, register)), register };
}
