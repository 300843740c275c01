import type { Department, Resolvers } from '../__generated__/resolvers.js';
import type { DepartmentId } from '../grading/fact.js';
import { sharingCatalogue } from './catalogue.js';

/** schema/catalogue.graphql */
export const accessResolvers: Resolvers = {
  Query: {
    catalogue: (_, { departments, classes }, __, { schema }) =>
      sharingCatalogue(schema)
        .filter((entry) => !departments || departments.includes(named(entry.department)))
        .filter((entry) => !classes || classes.includes(entry.class)),
  },
  CatalogueEntry: {
    description: ({ description }) => description ?? null,
    owner: ({ department }) => named(department),
  },
};

function named(department: DepartmentId): Department {
  return department.toUpperCase() as Department;
}
