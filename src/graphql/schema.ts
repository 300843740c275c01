import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import { sharingRegister, type SharingRegister } from '../access/sharing.js';
import { guarded } from './guard.js';
import { timed } from './limits/timed.js';
import { accessResolvers } from './resolvers/access.js';
import { adjustmentResolvers } from './resolvers/adjustment.js';
import { annualRecordResolvers } from './resolvers/annual-records.js';
import { assessmentResolvers } from './resolvers/assessment.js';
import { auditResolvers } from './resolvers/audit.js';
import { breakdownResolvers } from './resolvers/breakdown.js';
import { consentResolvers } from './resolvers/consent.js';
import { enterpriseResolvers } from './resolvers/enterprise.js';
import { gradeResolvers } from './resolvers/grade.js';
import { grantResolvers } from './resolvers/grant.js';
import { intakeResolvers } from './resolvers/intake.js';
import { landResolvers } from './resolvers/land.js';
import { objectionResolvers } from './resolvers/objection.js';
import { operationsResolvers } from './resolvers/operations.js';
import { landTaxResolvers } from './resolvers/land-tax.js';
import { landTaxWorkResolvers } from './resolvers/land-tax-work.js';
import { nodeResolvers } from './resolvers/node.js';
import { policyLedgerResolvers } from './resolvers/policy-ledger.js';
import { publicResultsResolvers } from './resolvers/public-results.js';
import { scalars } from './resolvers/scalars.js';
import { roundResolvers } from './resolvers/round.js';
import { roundSheetResolvers } from './resolvers/round-sheet.js';
import { schemeResolvers } from './resolvers/scheme.js';
import { statisticsResolvers } from './resolvers/statistics.js';
import { taxResolvers } from './resolvers/tax.js';
import { treatmentResolvers } from './resolvers/treatment.js';
import { whatIfResolvers } from './resolvers/what-if.js';
import { readSdl } from './sdl.js';

/** The schema with its resolvers behind the decisions of each request, and what it declares about access. */
export function createSchema(): { readonly schema: GraphQLSchema; readonly register: SharingRegister } {
  const schema = makeExecutableSchema({
    typeDefs: [...readSdl()],
    resolvers: [
      scalars,
      nodeResolvers,
      accessResolvers,
      auditResolvers,
      enterpriseResolvers,
      annualRecordResolvers,
      landResolvers,
      taxResolvers,
      statisticsResolvers,
      grantResolvers,
      consentResolvers,
      intakeResolvers,
      roundResolvers,
      roundSheetResolvers,
      objectionResolvers,
      adjustmentResolvers,
      publicResultsResolvers,
      schemeResolvers,
      assessmentResolvers,
      breakdownResolvers,
      gradeResolvers,
      whatIfResolvers,
      landTaxResolvers,
      landTaxWorkResolvers,
      operationsResolvers,
      policyLedgerResolvers,
      treatmentResolvers,
    ],
  });
  const register = sharingRegister(schema);
  return { schema: timed(guarded(schema, register)), register };
}
