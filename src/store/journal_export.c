#include "journal_export.h"
#include "calendar.h"
#include "csv.h"
#include "journal_internal.h"
#include "json.h"

static const struct record account_record = { .name = "account" }, organisation_record = { .name = "organisation" };

static const struct field fields[] = {
  F_TEXT(nen_line, time,         REQUIRED, N_("Instant (UTC)")),
  F_TEXT(nen_line, event,        REQUIRED, N_("What was done")),
  F_TEXT(nen_line, outcome,      REQUIRED, N_("Outcome")),
  F_REF (nen_line, actor,        OPTIONAL, account, N_("Who")),
  F_TEXT(nen_line, role,         OPTIONAL, N_("In which role")),
  F_REF (nen_line, organisation, OPTIONAL, organisation, N_("For which organisation")),
  F_TEXT(nen_line, purpose,      OPTIONAL, N_("Why")),
  F_TEXT(nen_line, object_kind,  REQUIRED, N_("Kind of record")),
  F_REF (nen_line, object,       OPTIONAL, account, N_("Record")),
  F_REF (nen_line, subject,      OPTIONAL, compartment, N_("Whose record")),
  F_TEXT(nen_line, details,      OPTIONAL, N_("Note")),
  F_INT (nen_line, chain,        OPTIONAL, N_("Chain")),
  F_TEXT(nen_line, number,       OPTIONAL, N_("Place in the chain")),
};
const struct record nen_line_record = { .name = "nen_line", .size = sizeof(struct nen_line), .count = COUNT(fields), .fields = fields, .part = true };

struct writing { const struct export_options *options; struct buf b; int64_t count; };

static const char *outcome_of(const char *verb)
{
  const size_t n = strlen(verb);
  return strstr(verb, "refused") || (n > 7 && strcmp(verb + n - 7, "_failed") == 0) ? "refused" : "done";
}

static int flush(struct ctx *c, struct writing *w)
{
  const bool fine = !w->b.failed && fwrite(w->b.at ? w->b.at : "", 1, w->b.len, w->options->out) == w->b.len;
  w->b.len = 0;
  return fine ? OK : fail(c, ERR_STORE, NULL, N_("This file cannot be written: the disk may be full."));
}

static struct nen_line line_of(struct ctx *c, const struct raw_line *l)
{
  struct buf seq = { 0 };
  if (l->seq) put_int(&seq, l->seq);
  return (struct nen_line){
    .time = l->at, .event = l->verb, .outcome = outcome_of(l->verb ? l->verb : ""), .actor = l->actor, .role = l->role, .organisation = l->organisation,
    .purpose = l->purpose, .object_kind = l->record, .object = l->record_id, .subject = l->compartment, .details = l->note,
    .chain = l->chain ? num((int32_t)l->chain) : (struct num){ 0 }, .number = l->seq ? buf_to_arena(&c->arena, &seq) : NULL };
}

struct nen_line nen_line_of(struct ctx *c, const struct journal_line *l, struct num seq)
{
  const struct raw_line raw = { .at = l->at, .verb = l->verb, .role = l->role, .purpose = l->purpose, .record = l->record, .note = l->note, .actor = l->actor,
    .organisation = l->organisation, .record_id = l->record_id, .compartment = l->compartment, .chain = l->chain.n, .seq = seq.n };
  return line_of(c, &raw);
}

static bool among(const struct export_options *o, const char *at)
{
  const struct instant t = at ? instant_of(at) : (struct instant){ 0 };
  if (!instant_known(t)) return true;                              /* one we cannot read is told rather than left out */
  const struct date day = date_at(t.ms);
  return !(date_known(o->from) && date_before(day, o->from)) && !(date_known(o->to) && date_before(o->to, day));
}

void nen_line_json(struct buf *b, const struct nen_line *l)
{
  for (size_t i = 0; i < COUNT(fields); i++) {
    put(b, i ? ",\"" : "{\"");
    put(b, fields[i].name);
    put(b, "\":");
    json_field(&fields[i], l, b);
  }
  put_char(b, '}');
}

static int write_line(struct ctx *c, struct writing *w, const struct raw_line *raw)
{
  if (!among(w->options, raw->at)) return OK;
  const struct nen_line l = line_of(c, raw);
  if (w->options->json) {
    put(&w->b, w->count ? ",\n" : "\n");
    nen_line_json(&w->b, &l);
  } else csv_row(&nen_line_record, &l, &w->b);
  w->count++;
  return flush(c, w);
}

/* Of the line under the statement; its chain and number may be missing. */
static void read_export(struct ctx *c, struct statement *s, struct raw_line *l)
{
  const char **const texts[] = { &l->at, &l->role, &l->purpose, &l->record, &l->verb, &l->note };
  struct id *const ids[] = { &l->actor, &l->organisation, &l->record_id, &l->compartment };
  *l = (struct raw_line){ 0 };
  (void)engine_int(s, 0, &l->chain);
  (void)engine_int(s, 1, &l->seq);
  for (int i = 0; i < (int)COUNT(texts); i++) {
    size_t n;
    const char *const text = engine_text(s, 2 + i, &n);
    *texts[i] = text ? arena_text(&c->arena, text, n) : NULL;
  }
  for (int i = 0; i < (int)COUNT(ids); i++) (void)engine_id(s, 8 + i, ids[i]);
}

static int each_line(struct ctx *c, struct writing *w, struct statement *s)
{
  for (;;) {
    struct arena before = c->arena;
    struct raw_line l;
    bool row;
    c->arena = (struct arena){ .max = before.max };
    int rc = engine_step(c, s, &row);
    if (rc == OK && row) { read_export(c, s, &l); rc = write_line(c, w, &l); }
    if (rc != OK) error_keep(c, &before);
    arena_release(&c->arena);
    c->arena = before;
    if (rc != OK || !row) return rc;
  }
}

/* The days are bound loosely in SQL, a day on both sides, and exactly in Amsterdam's time afterwards. */
static int write_lines(struct ctx *c, void *arg)
{
  struct writing *const w = arg;
  struct statement *s;
  char from[DATE_TEXT] = "0000-00-00", to[DATE_TEXT] = "9999-99-99";
  if (date_known(w->options->from)) date_format(date_plus_days(w->options->from, -1), from);
  if (date_known(w->options->to)) date_format(date_plus_days(w->options->to, 2), to);
  TRY(engine_prepare(c, "SELECT chain, seq, at, role, purpose, record, verb, note, actor, organisation, record_id, compartment FROM journal"
                        " WHERE at >= $1 AND at < $2 ORDER BY id", &s));
  engine_in_parts(s);
  engine_bind(s, 1, param_text(from));
  engine_bind(s, 2, param_text(to));
  const int rc = each_line(c, w, s);
  engine_done(s);
  return rc;
}

/* First: an export that was broken off was one too. */
static int note_export(struct ctx *c, void *arg)
{
  const struct export_options *const o = arg;
  char from[DATE_TEXT] = "", to[DATE_TEXT] = "", note[3 * DATE_TEXT];
  if (date_known(o->from)) date_format(o->from, from);
  if (date_known(o->to)) date_format(o->to, to);
  snprintf(note, sizeof note, "%s/%s", from, to);
  return journal_event(c, "export", "journal", ID_NONE, ID_NONE, note);
}

int journal_export(struct ctx *c, const struct export_options *options, int64_t *count)
{
  struct writing w = { .options = options };
  struct export_options about = *options;
  if (date_known(options->from) && date_known(options->to) && date_before(options->to, options->from))
    return fail(c, ERR_INVALID, "to", N_("The last day comes before the first."));
  TRY(db_transaction(c, note_export, &about));
  if (options->json) put(&w.b, "["); else csv_head(&nen_line_record, &w.b);
  int rc = flush(c, &w);
  if (rc == OK) rc = db_read(c, write_lines, &w);
  if (rc == OK && options->json) { put(&w.b, "\n]\n"); rc = flush(c, &w); }
  buf_release(&w.b);
  if (rc == OK) *count = w.count;
  return rc;
}
