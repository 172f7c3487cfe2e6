/* Signals of misuse: for the privacy officer, and for directors those about their own files. */
#include "privacy_web.h"
#include "html.h"
#include "text.h"

static const struct field note_fields[] = {
  F_TEXT(note_form, note, REQUIRED | LONG, N_("What you found"), .max = 1000, .help = N_("Write nothing about the person of the file.")),
};
const struct record note_form_record = RECORD(note_form, note_fields);

static int line_of(struct ctx *c, const struct misuse_signal *s, struct signal_line *out)
{
  *out = (struct signal_line){ .id = s->id, .kind = s->kind, .day = s->day, .count = s->count.n, .off_hours = s->off_hours == YES, .looked = instant_known(s->looked), .note = s->note,
    .file = id_known(s->compartment) ? arg_id(&c->arena, s->compartment) : NULL };
  TRY(colleague_name(c, s->account, &out->colleague));
  TRY(name_of_organisation(c, s->organisation, &out->organisation));
  return colleague_name(c, s->looked_by, &out->looked_by);
}

static int show_list(struct ctx *c, const struct misuse_signal_list *rows, bool own)
{
  struct signals_view v = { .rows = { arena_new(&c->arena, struct signal_line, rows->count + 1), rows->count }, .own = own };
  for (size_t i = 0; i < rows->count; i++) TRY(line_of(c, &rows->at[i], &v.rows.at[i]));
  const struct page page = { .title = tr(c, N_("Signals")), .current = own ? OWN_SIGNALS_PATH : SIGNALS_PATH, .noindex = true };
  page_begin(c, &page);
  view_signals(c, &v);
  return page_end(c, &page);
}

int show_signals(struct ctx *c)
{
  struct misuse_signal_list rows;
  TRY(signals_of_region(c, &rows));
  return show_list(c, &rows, false);
}

int show_own_signals(struct ctx *c)
{
  struct misuse_signal_list rows;
  TRY(signals_of_director(c, &rows));
  return show_list(c, &rows, true);
}

static int find(struct ctx *c, struct misuse_signal *out)
{
  struct id id;
  TRY(path_id(c, &id));
  return signal_get(c, id, out);
}

int show_signal(struct ctx *c)
{
  struct misuse_signal s;
  struct signal_line v;
  TRY(find(c, &s));
  TRY(line_of(c, &s, &v));
  const struct page page = { .title = tr(c, N_("Signal")), .current = SIGNALS_PATH, .noindex = true };
  page_begin(c, &page);
  view_signal(c, &v);
  return page_end(c, &page);
}

int send_signal(struct ctx *c)
{
  struct misuse_signal s;
  TRY(find(c, &s));
  TRY(signal_looked(c, s.id, form_row(c, note_form)->note));
  return redirect_done(c, local_path(c, SIGNALS_PATH), "opgeslagen");
}
