// A part of released steps that made tables of several slices at once; what comes next is a step of its own.

export const municipalities = `-- What day it is where, as the financing programmes tell it.
      CREATE TABLE catalog.municipalities (municipality bigint PRIMARY KEY, time_zone text NOT NULL);`;
