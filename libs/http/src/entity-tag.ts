/** The tags of an `If-Match` (RFC 9110); undefined without the header. A weak tag matches nothing. */
export const entityTags = (header: string | undefined): readonly string[] | undefined =>
  header === undefined ? undefined : header.split(',').map((tag) => tag.trim());
