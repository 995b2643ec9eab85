/** Made in a step of the read models, which is released and stays as it is. */
export const studyGroups =
  'CREATE TABLE certificates.study_groups (id text PRIMARY KEY, sequence bigint NOT NULL, state json NOT NULL);';
