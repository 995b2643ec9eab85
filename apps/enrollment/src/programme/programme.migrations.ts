// A part of released steps that made tables of several slices at once; what comes next is a step of its own.

export const programmes = `CREATE TABLE enrollment.programmes (
        financing_programme text PRIMARY KEY,
        municipality bigint NOT NULL,
        time_zone text NOT NULL,
        period_from date NOT NULL,
        to_exclusive date NOT NULL,
        reserve_at text NOT NULL,
        certificate_groups text[] NOT NULL
      );
      CREATE INDEX programmes_by_municipality ON enrollment.programmes (municipality);`;

export const programmeAges = `ALTER TABLE enrollment.programmes
        ADD COLUMN certificate_group_ages jsonb NOT NULL DEFAULT '[]',
        ADD COLUMN late_entry_days bigint NOT NULL DEFAULT 31;`;
