// A part of released steps that made tables of several slices at once; what comes next is a step of its own.

export const studyGroups = `CREATE TABLE enrollment.study_groups (
        group_id text PRIMARY KEY,
        module_id text NOT NULL,
        provider_id text NOT NULL,
        direction text NOT NULL,
        price_kopecks bigint NOT NULL,
        normative_cost_kopecks bigint NOT NULL,
        first_day date NOT NULL,
        last_day date NOT NULL,
        places bigint NOT NULL,
        payable boolean NOT NULL,
        age_min_months bigint NOT NULL,
        age_max_months bigint NOT NULL
      );`;

export const studyGroupsClosed = `ALTER TABLE enrollment.study_groups ADD COLUMN closed boolean NOT NULL DEFAULT false;`;
