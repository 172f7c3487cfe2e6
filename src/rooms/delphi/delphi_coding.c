/* From answers to statements: what each answer became part of stays with it, so that a statement knows which groups stand behind it. */
#include "csv.h"
#include "delphi_store.h"
#include "text.h"

static int making(struct ctx *c, const struct delphi_study *s)
{
  return s->stage == DELPHI_CODING ? OK : fail(c, ERR_INVALID, NULL, N_("Statements are made between round 1 and round 2. What was rated stays as it was."));
}

static int study_in_coding(struct ctx *c, struct id id, struct delphi_study *out)
{
  TRY(delphi_study_get(c, id, out));
  return making(c, out);
}

/* --- statements ---------------------------------------------------------------------------------------------------------- */

const char *delphi_next_code(struct ctx *c, const struct delphi_statement_list *of)
{
  struct buf b = { 0 };
  long last = 0;
  for (size_t i = 0; i < of->count; i++) {
    const char *const code = of->at[i].code;
    const size_t digits = *code == 'D' ? strspn(code + 1, "0123456789") : 0;
    const long n = digits && digits < 9 && !code[1 + digits] ? strtol(code + 1, NULL, 10) : 0;
    if (n > last) last = n;
  }
  put_char(&b, 'D');
  put_digits(&b, last + 1, 3);
  return buf_to_arena(&c->arena, &b);
}

int delphi_statements(struct ctx *c, struct id study, struct delphi_statement_list *out)
{
  struct delphi_study s;
  TRY(delphi_study_get(c, study, &s));
  return delphi_statements_of(c, study, out);
}

int delphi_statement_get(struct ctx *c, struct id id, struct delphi_statement *out, struct delphi_study *study)
{
  struct delphi_statement s;
  TRY(global_get(c, delphi_statement, id, &s));
  TRY(delphi_study_get(c, s.study, study));
  *out = s;
  return OK;
}

static int check_room(struct ctx *c, size_t there, size_t more)
{
  return there + more <= DELPHI_STATEMENTS_MOST ? OK : fail(c, ERR_INVALID, NULL, N_("A study has at most a thousand statements. Merge some first."));
}

/* Said twice it would be rated twice. */
static bool is_said(struct ctx *c, const struct delphi_statement_list *there, const char *text, struct id but)
{
  const char *const folded = text_folded(&c->arena, text);
  for (size_t i = 0; i < there->count; i++)
    if (!(id_known(but) && id_same(there->at[i].id, but)) && strcmp(text_folded(&c->arena, there->at[i].text), folded) == 0) return true;
  return false;
}
#define SAID_ALREADY N_("There is a statement with these words already.")

int delphi_statement_add(struct ctx *c, struct id study, const char *theme, const char *text, const char *text_en, struct id *out)
{
  struct delphi_study s;
  struct delphi_statement_list there;
  TRY(study_in_coding(c, study, &s));
  TRY(delphi_statements_of(c, study, &there));
  TRY(check_room(c, there.count, 1));
  if (!text_said(theme)) return fail(c, ERR_INVALID, "theme", N_("Say which theme it belongs to."));
  if (!text_said(text)) return fail(c, ERR_INVALID, "text", N_("Write the statement."));
  if (is_said(c, &there, text, ID_NONE)) return fail(c, ERR_INVALID, "text", SAID_ALREADY);
  return global_insert(c, delphi_statement, &((struct delphi_statement){ .study = study, .code = delphi_next_code(c, &there), .theme = theme, .text = text, .text_en = text_en }), out);
}

int delphi_statement_change(struct ctx *c, const struct delphi_statement *s)
{
  struct delphi_statement stored, new = *s;
  struct delphi_study study;
  struct delphi_statement_list there;
  TRY(delphi_statement_get(c, s->id, &stored, &study));
  TRY(making(c, &study));
  TRY(delphi_statements_of(c, study.id, &there));
  if (is_said(c, &there, new.text, new.id)) return fail(c, ERR_INVALID, "text", SAID_ALREADY);
  new.study = stored.study;
  new.code = stored.code;
  return global_update(c, delphi_statement, &new);
}

int delphi_statement_delete(struct ctx *c, struct id id)
{
  struct delphi_statement s;
  struct delphi_study study;
  struct delphi_answer_list behind;
  TRY(delphi_statement_get(c, id, &s, &study));
  TRY(making(c, &study));
  TRY(delphi_answers_behind(c, id, &behind));
  if (behind.count) return fail(c, ERR_INVALID, NULL, N_("Answers stand behind this statement. Merge it into another one, or give the answers another place first."));
  return global_delete(c, delphi_statement, id);
}

int delphi_merge(struct ctx *c, struct id from, struct id into)
{
  struct delphi_statement a, b;
  struct delphi_study study, other;
  struct delphi_answer_list behind;
  TRY(delphi_statement_get(c, from, &a, &study));
  TRY(making(c, &study));
  const int rc = delphi_statement_get(c, into, &b, &other);
  if (absent(c, rc) || (rc == OK && (!id_same(study.id, other.id) || id_same(from, into)))) return fail(c, ERR_INVALID, "into", N_("Choose another statement of this study."));
  TRY(rc);
  TRY(delphi_answers_behind(c, from, &behind));
  for (size_t i = 0; i < behind.count; i++) {
    behind.at[i].statement = into;
    TRY(global_update(c, delphi_answer, &behind.at[i]));
  }
  return global_delete(c, delphi_statement, from);
}

/* --- answers ------------------------------------------------------------------------------------------------------------------ */

static int by_group(const void *a, const void *b)
{
  const struct delphi_coded *const x = a, *const y = b;
  const int d = strcmp(x->group, y->group);
  return d ? d : memcmp(x->answer.id.b, y->answer.id.b, sizeof x->answer.id.b);
}

int delphi_answers(struct ctx *c, const struct delphi_study *s, struct delphi_coded_list *out)
{
  struct delphi_answer_list answers;
  struct delphi_expert_list experts;
  *out = (struct delphi_coded_list){ .count = 0 };
  if (s->stage == DELPHI_QUESTION) return OK;
  TRY(delphi_answers_of_study(c, s->id, &answers));
  TRY(delphi_experts_of(c, s->id, &experts));
  struct delphi_coded_list list = { arena_new(&c->arena, struct delphi_coded, answers.count + 1), 0 };
  for (size_t i = 0; i < answers.count; i++) {
    const char *group = "";
    for (size_t k = 0; k < experts.count && !*group; k++) if (id_same(experts.at[k].id, answers.at[i].expert)) group = experts.at[k].group_name;
    list.at[list.count] = (struct delphi_coded){ answers.at[i], group };
    list.at[list.count++].answer.expert = ID_NONE;             /* who wrote it is nobody's business here */
  }
  qsort(list.at, list.count, sizeof *list.at, by_group);
  *out = list;
  return OK;
}

int delphi_code(struct ctx *c, struct id study, const struct delphi_code *code)
{
  struct delphi_study s;
  struct delphi_answer a;
  struct delphi_statement in;
  TRY(study_in_coding(c, study, &s));
  TRY(global_get(c, delphi_answer, code->answer, &a));
  if (!id_same(a.study, study)) return not_there(c);
  if (code->seen && (!id_same(a.statement, code->was_statement) || a.aside != code->was_aside))
    return fail(c, ERR_INVALID, NULL, N_("Somebody else gave some of these answers a place meanwhile. Nothing was saved: look at them once more."));
  a.statement = code->statement;
  a.aside = code->aside;
  if (text_known(code->text)) TRY(delphi_statement_add(c, study, code->theme, code->text, NULL, &a.statement));
  else if (id_known(code->statement)) TRY(global_get(c, delphi_statement, code->statement, &in));
  if (id_known(code->statement) && !text_known(code->text) && !id_same(in.study, study)) return not_there(c);
  return global_update(c, delphi_answer, &a);
}

/* --- import ---------------------------------------------------------------------------------------------------------------------- */

struct import_row { const char *code, *theme, *text, *text_en; };
DECLARE_RECORD(import_row);
enum { CODE_MOST = 20, THEME_MOST = 100, SAID_MOST = 500 };
static const struct field import_fields[] = {
  F_TEXT(import_row, code,    OPTIONAL, N_("Code"), .max = CODE_MOST),
  F_TEXT(import_row, theme,   REQUIRED, N_("Theme"), .max = THEME_MOST),
  F_TEXT(import_row, text,    REQUIRED, N_("Statement"), .max = SAID_MOST),
  F_TEXT(import_row, text_en, OPTIONAL, N_("In English"), .max = SAID_MOST),
};
const struct record import_row_record = PART(import_row, import_fields);

struct importing { struct ctx *to; struct id study; struct delphi_statement_list *there; struct delphi_wrong_line_list *wrong; };

static const char *kept_text(struct arena *a, const char *s) { return s ? arena_text(a, s, strlen(s)) : NULL; }

/* It names fields of forms, and questions made of statements: nothing that reads as something else. */
static bool is_code(const char *code)
{
  const size_t letters = strspn(code, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"), digits = strspn(code + letters, "0123456789");
  return letters && digits && !code[letters + digits];
}

static int take_row(struct ctx *c, const void *row, const bool *given, size_t number, void *arg)
{
  const struct importing *const i = arg;
  const struct import_row *const r = row;
  (void)given;
  (void)number;
  if (r->code && !is_code(r->code)) return fail(c, ERR_INVALID, "code", N_("A code is letters and then a number, such as D001."));
  if (i->there->count >= DELPHI_STATEMENTS_MOST) return fail(c, ERR_INVALID, "text", N_("A study has at most a thousand statements. Merge some first."));
  if (is_said(c, i->there, r->text, ID_NONE)) return fail(c, ERR_INVALID, "text", SAID_ALREADY);
  for (size_t k = 0; r->code && k < i->there->count; k++)
    if (strcmp(i->there->at[k].code, r->code) == 0) return fail(c, ERR_INVALID, "code", N_("Another statement has this code already."));
  struct arena *const a = &i->to->arena;
  const char *const code = r->code ? r->code : delphi_next_code(c, i->there);
  i->there->at[i->there->count++] = (struct delphi_statement){ .study = i->study, .code = kept_text(a, code), .theme = kept_text(a, r->theme), .text = kept_text(a, r->text),
    .text_en = kept_text(a, r->text_en) };
  return OK;
}

enum { WRONG_MOST = 100 };
static void hear_wrong(struct ctx *c, const struct csv_wrong *w, void *arg)
{
  const struct importing *const i = arg;
  (void)c;
  if (i->wrong->count < WRONG_MOST) i->wrong->at[i->wrong->count++] = (struct delphi_wrong_line){ w->row, w->text };
}

/* A context of its own: the reader gives back what a row took of its arena, and what is kept lies in the caller's. */
static int read_all(struct ctx *c, const char *csv, struct importing *i)
{
  struct ctx own;
  size_t good, bad;
  FILE *const in = fmemopen((void *)(uintptr_t)csv, strlen(csv), "r");
  if (!in) return fail(c, ERR_FULL, NULL, N_("Out of memory."));
  ctx_init(&own, c->now, c->random, c->arena.max);
  own.lang = c->lang;
  int rc = csv_read(&own, in, &(struct csv_reader){ .rec = &import_row_record, .row = take_row, .wrong = hear_wrong, .arg = i, .require_all = true }, &good, &bad);
  (void)!fclose(in);
  if (rc == ERR_INVALID) rc = fail(c, ERR_INVALID, "csv", own.error.text ? kept_text(&c->arena, own.error.text) : NULL);
  else if (rc != OK) rc = fail(c, rc, NULL, kept_text(&c->arena, own.error.text));
  else if (bad) rc = fail(c, ERR_INVALID, "csv", N_("Nothing was added: mend the rows that are named first."));
  ctx_release(&own);
  return rc;
}

/* All that there will be: what is stored, and behind it what is new. */
static int read_import(struct ctx *c, struct id study, const char *csv, struct delphi_wrong_line_list *wrong, struct delphi_statement_list *there, size_t *stored)
{
  struct delphi_study s;
  struct delphi_statement_list now;
  TRY(study_in_coding(c, study, &s));
  TRY(delphi_statements_of(c, study, &now));
  *there = (struct delphi_statement_list){ .at = arena_new(&c->arena, struct delphi_statement, DELPHI_STATEMENTS_MOST + 1), .count = now.count };
  if (now.count) memcpy(there->at, now.at, now.count * sizeof *there->at);
  *stored = now.count;
  *wrong = (struct delphi_wrong_line_list){ arena_new(&c->arena, struct delphi_wrong_line, WRONG_MOST), 0 };
  if (!text_said(csv)) return fail(c, ERR_INVALID, "csv", N_("Paste the statements first."));
  return read_all(c, csv, &(struct importing){ c, study, there, wrong });
}

int delphi_import_check(struct ctx *c, struct id study, const char *csv, struct delphi_wrong_line_list *wrong)
{
  struct delphi_statement_list there;
  size_t stored;
  return read_import(c, study, csv, wrong, &there, &stored);
}

int delphi_import(struct ctx *c, struct id study, const char *csv, struct delphi_wrong_line_list *wrong)
{
  struct delphi_statement_list there;
  size_t stored;
  TRY(read_import(c, study, csv, wrong, &there, &stored));
  for (size_t i = stored; i < there.count; i++) TRY(global_insert(c, delphi_statement, &there.at[i], NULL));
  return OK;
}
