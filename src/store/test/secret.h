/* For tests: a small sealed record with look-ups and one field in the clear, a second one like it, and who may see them. */
#ifndef SECRET_H
#define SECRET_H
#include "scratch.h"
#include "epochs.h"
#include "involvement.h"
#include "journal.h"
#include "journal_verify.h"
#include "record_internal.h"
#include "seal.h"

struct secret { struct id id; int32_t version; struct id compartment; const char *name, *story, *kind; struct num n; struct date born; enum colour colour; struct id other; struct instant seen; };
DECLARE_RECORD(secret);

static const char *secret_name_of(struct ctx *c, const void *row)
{
  const struct secret *const s = row;
  char born[DATE_TEXT] = "";
  if (!s->name || !date_known(s->born)) return NULL;
  date_format(s->born, born);
  struct buf b = { 0 };
  put(&b, s->name); put_char(&b, ' '); put(&b, born);
  return buf_to_arena(&c->arena, &b);
}
static const char *secret_story_of(struct ctx *c, const void *row)
{
  (void)c;
  return ((const struct secret *)row)->story;
}
static const struct lookup secret_lookup_rows[] = { { "name", secret_name_of }, { "story", secret_story_of } };
static const struct lookups secret_lookups = { 2, secret_lookup_rows };

static const struct field secret_fields[] = {
  F_TEXT(secret, name,   REQUIRED, "Name"),
  F_TEXT(secret, story,  LONG, "Story", .max = 60000),
  F_TEXT(secret, kind,   CLEAR, "Kind"),
  F_INT (secret, n,      OPTIONAL, "Number"),
  F_DATE(secret, born,   OPTIONAL, "Born"),
  F_ENUM(secret, colour, OPTIONAL, colour, "Colour"),
  F_REF (secret, other,  OPTIONAL, sample, "Other"),
  F_TIME(secret, seen,   OPTIONAL, "Seen"),
};
const struct record secret_record = SEALED_RECORD(secret, secret_fields, .lookups = &secret_lookups);

struct twin { struct id id; int32_t version; struct id compartment; const char *name, *story; };
DECLARE_RECORD(twin);
static const struct field twin_fields[] = { F_TEXT(twin, name, REQUIRED, "Name"), F_TEXT(twin, story, OPTIONAL, "Story") };
const struct record twin_record = SEALED_RECORD(twin, twin_fields);

struct local { struct id id; int32_t version; const char *name; struct num n; };
DECLARE_RECORD(local);
static const struct field local_fields[] = { F_TEXT(local, name, REQUIRED, "Name"), F_INT(local, n, OPTIONAL, "Number") };
const struct record local_record = RECORD_(local, local_fields, .protection = REGIONAL);

static const char secret_tables[] =
  "CREATE TABLE secret (id BYTEA NOT NULL PRIMARY KEY, version BIGINT NOT NULL, region TEXT NOT NULL, compartment BYTEA NOT NULL, name BYTEA NOT NULL, story BYTEA NOT NULL,"
  " kind TEXT, n BYTEA NOT NULL, born BYTEA NOT NULL, colour BYTEA NOT NULL, other BYTEA NOT NULL, seen BYTEA NOT NULL);"
  "CREATE TABLE twin (id BYTEA NOT NULL PRIMARY KEY, version BIGINT NOT NULL, region TEXT NOT NULL, compartment BYTEA NOT NULL, name BYTEA NOT NULL, story BYTEA NOT NULL);"
  "CREATE TABLE local (id BYTEA NOT NULL PRIMARY KEY, version BIGINT NOT NULL, region TEXT NOT NULL, name TEXT NOT NULL, n BIGINT);";

static const struct record *const secret_list[] = { &involvement_record, &secret_record, &twin_record, &local_record };
static const struct records secret_records = { COUNT(secret_list), secret_list };

static const struct id worker = { { 0xA1 } }, colleague = { { 0xA2 } }, office = { { 0x0F } };

static inline struct scratch *secret_scratch(void)
{
  struct scratch *const s = scratch_with_schema();
  assert_int_equal(engine_script(&s->c, secret_tables), OK);
  s->c.scope.reach = REACH_ALL;
  return s;
}

/* As that account from now on; ID_NONE: the program itself. */
static inline void become(struct scratch *s, struct id account)
{
  s->c.scope.actor = account;
  s->c.scope.organisation = id_known(account) ? office : ID_NONE;
  s->c.scope.reach = id_known(account) ? REACH_INVOLVED : REACH_ALL;
  s->c.readings = NULL;
  seal_forget(&s->c);
}

static inline struct id new_compartment(struct scratch *s)
{
  struct id id = ID_NONE;
  assert_int_equal(compartment_make(&s->c, COMPARTMENT_PERSON, &id), OK);
  return id;
}
static inline struct id let_in(struct scratch *s, struct id account, struct id compartment)
{
  const struct involvement i = { .account = account, .organisation = office, .compartment = compartment, .purpose = PURPOSE_HELP, .since = { s->c.now } };
  struct id id = ID_NONE;
  assert_int_equal(record_insert(&s->c, involvement, &i, &id), OK);
  return id;
}
static inline struct secret keep_secret(struct scratch *s, struct secret row)
{
  if (!id_known(row.compartment)) row.compartment = new_compartment(s);
  assert_int_equal(record_insert(&s->c, secret, &row, &row.id), OK);
  row.version = 1;
  return row;
}
static inline int read_secret(struct scratch *s, struct id id)
{
  struct secret row = { .name = "untouched" };
  const int rc = record_get(&s->c, secret, id, &row);
  if (rc != OK) assert_string_equal(row.name, "untouched");
  return rc;
}
/* "x'…'" */
static inline const char *hex_of(struct scratch *s, struct id id)
{
  struct buf b = { 0 };
  put(&b, "x'");
  for (size_t i = 0; i < sizeof id.b; i++) { put_char(&b, "0123456789abcdef"[id.b[i] >> 4]); put_char(&b, "0123456789abcdef"[id.b[i] & 15]); }
  put_char(&b, '\'');
  return buf_to_arena(&s->c.arena, &b);
}
/* The SQL with each %s replaced by the next id. */
static inline void raw_with(struct scratch *s, const char *sql, const struct id *ids)
{
  struct buf b = { 0 };
  for (const char *at = sql; *at; at++)
    if (at[0] == '%' && at[1] == 's') { put(&b, hex_of(s, *ids++)); at++; } else put_char(&b, *at);
  raw_run(s, buf_text(&b));
  buf_release(&b);
}
#define RAW(s, sql, ...) raw_with((s), (sql), (const struct id[]){ __VA_ARGS__ })

static inline struct verify_report verified(struct scratch *s)
{
  static const struct verify_options options = { .quick = false };
  struct verify_report r;
  become(s, ID_NONE);
  assert_int_equal(verify(&s->c, &secret_records, &options, &r), OK);
  return r;
}
static inline void expect_found(struct scratch *s, enum finding_kind what)
{
  const struct verify_report r = verified(s);
  if (r.count < 1 || r.findings[0].what != what) print_error("wanted %s, found %zu, first %s\n", finding_kind_key(what), r.count, r.count ? finding_kind_key(r.findings[0].what) : "-");
  assert_true(r.count >= 1);
  assert_int_equal(r.findings[0].what, what);
}
#endif
