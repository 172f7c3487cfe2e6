/* Pages of the register, for the organisation that coordinates experts by experience. */
#include "peers_web.h"
#include "addresses.h"
#include "form_page.h"
#include "html.h"
#include "languages.h"
#include "organisations.h"
#include "text.h"

/* --- words ------------------------------------------------------------------------------------------------- */

const char *peer_tel(struct ctx *c, const char *reach)
{
  const char *const number = reach ? phone_normal(&c->arena, reach) : NULL;
  return number ? JOIN(&c->arena, "tel:", number) : NULL;
}

const char *peer_said(struct ctx *c, const struct record *rec, const char *field, const void *row) { return field_said(c, record_field(rec, field), row); }

static int name_or_left(struct ctx *c, struct id account, const char **out)
{
  TRY(account_name(c, account, out));
  if (!*out) *out = tr(c, N_("somebody who left"));
  return OK;
}

/* --- the list ------------------------------------------------------------------------------------------------ */

static const struct peer *peer_among(const struct peer_list *peers, struct id id)
{
  for (size_t i = 0; i < peers->count; i++) if (id_same(peers->at[i].id, id)) return &peers->at[i];
  return NULL;
}

int peer_kept_clocks(struct ctx *c, const struct peer_clock_list *list, const struct peer_list *peers, struct kept_clock_list *out)
{
  *out = (struct kept_clock_list){ arena_new(&c->arena, struct kept_clock, list->count + 1), 0 };
  for (size_t i = 0; i < list->count; i++) {
    const struct peer_clock *const k = &list->at[i];
    const struct peer *const p = peer_among(peers, k->peer);
    if (!p) continue;
    struct kept_clock *const line = &out->at[out->count++];
    *line = (struct kept_clock){ .clock = *k, .peer = p->name, .late = date_known(k->next) && date_before(k->next, c->today),
      .answer = k->state == PEER_PROPOSED && !id_known(p->account), .own = k->state != PEER_PROPOSED && id_same(k->account, c->scope.actor) };
    TRY(name_or_left(c, k->asked_by, &line->asked_by));
    TRY(organisation_name(c, k->asked_for, &line->asked_for));
  }
  return OK;
}

static int fill_rows(struct ctx *c, const struct peer_list *peers, struct peer_row_list *out)
{
  out->at = arena_new(&c->arena, struct peer_row, peers->count + 1);
  for (size_t i = 0; i < peers->count; i++) {
    const struct peer *const p = &peers->at[i];
    struct peer_row *const row = &out->at[out->count++];
    *row = (struct peer_row){ .peer = p, .paused = date_known(p->paused_until) && date_before(c->today, p->paused_until),
      .roles = peer_said(c, &peer_record, "roles", p), .languages = languages_in_words(c, p->languages) };
    TRY(peer_load(c, p->id, &row->busy));
    row->full = p->most.known && row->busy >= (size_t)p->most.n;
  }
  return OK;
}

int show_peers(struct ctx *c)
{
  struct peer_list peers;
  struct peer_clock_list open;
  struct peers_view v = { 0 };
  TRY(peers_kept(c, &peers));
  TRY(fill_rows(c, &peers, &v.rows));
  TRY(peer_clocks_kept(c, &open));
  TRY(peer_kept_clocks(c, &open, &peers, &v.open));
  const struct page page = { .title = tr(c, N_("Experts by experience")), .current = PEERS_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_peers(c, &v);
  return page_end(c, &page);
}

/* --- one entry ------------------------------------------------------------------------------------------------- */

static int account_list_of(struct ctx *c, struct field_list *out)
{
  struct account_list accounts;
  TRY(peer_accounts(c, &accounts));
  struct choice *const at = arena_new(&c->arena, struct choice, accounts.count + 1);
  at[0] = (struct choice){ NULL, N_("Without an account") };
  for (size_t i = 0; i < accounts.count; i++) at[i + 1] = (struct choice){ arg_id(&c->arena, accounts.at[i].id), accounts.at[i].name };
  *out = (struct field_list){ .field = "account_id", .values = { accounts.count + 1, at } };
  return OK;
}

int show_peer_new(struct ctx *c)
{
  struct field_list list;
  TRY(account_list_of(c, &list));
  const struct form_page v = { .title = tr(c, N_("Add an expert by experience")), .path = local_path(c, PEERS_PATH "/nieuw"), .token_path = PEERS_PATH "/nieuw",
    .back = local_path(c, PEERS_PATH), .back_label = tr(c, N_("Experts by experience")), .button = tr(c, N_("Add")), .rec = &peer_form_record, .lists = &list, .list_count = 1,
    .note = tr(c, N_("Fill this in together with the expert. It is about a person: only your organisation reads all of it. Who asks for an expert sees name, languages, and why somebody fits.")) };
  return form_page(c, &v, PEERS_PATH);
}

int add_peer(struct ctx *c)
{
  struct id id;
  TRY(peer_add(c, form_row(c, peer_form), &id));
  return redirect_done(c, path_of_id(c, PEERS_PATH, id, NULL), "toegevoegd");
}

static void put_facts(struct ctx *c, const struct peer *p, struct peer_fact_list *out)
{
  static const char *const names[] = { "roles", "municipalities", "gender", "most", "days", "parts", "paused_until", "reach", "background", "experience", "may_tell" };
  out->at = arena_new(&c->arena, struct peer_fact, COUNT(names) + 1);
  out->at[out->count++] = (struct peer_fact){ N_("Languages"), languages_in_words(c, p->languages) };
  for (size_t i = 0; i < COUNT(names); i++) {
    if (!p->municipalities && strcmp(names[i], "municipalities") == 0) { out->at[out->count++] = (struct peer_fact){ N_("Municipalities"), tr(c, N_("The whole region")) }; continue; }
    out->at[out->count++] = (struct peer_fact){ record_field(&peer_record, names[i])->label, peer_said(c, &peer_record, names[i], p) };
  }
}

int show_peer(struct ctx *c)
{
  struct id id;
  struct peer_list one = { .at = arena_new(&c->arena, struct peer, 1), .count = 1 };
  struct peer_clock_list open;
  struct peer_view v = { .peer = one.at };
  TRY(path_id(c, &id));
  TRY(peer_kept(c, id, one.at));
  put_facts(c, one.at, &v.facts);
  TRY(peer_trainings(c, one.at, &v.trainings));
  TRY(peer_clocks_of(c, id, &open));
  TRY(peer_kept_clocks(c, &open, &one, &v.open));
  const struct page page = { .title = tr(c, N_("Expert by experience")), .current = PEERS_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_peer(c, &v);
  return page_end(c, &page);
}

int show_peer_change(struct ctx *c)
{
  struct id id;
  struct peer_form f = { 0 };
  struct field_list list;
  TRY(path_id(c, &id));
  TRY(peer_kept(c, id, &f.peer));
  TRY(account_list_of(c, &list));
  if (id_known(f.peer.account)) f.account_id = arg_id(&c->arena, f.peer.account);
  const struct form_page v = { .title = tr(c, N_("Change")), .path = path_of_id(c, PEERS_PATH, id, "/gegevens"), .token_path = PEERS_PATH "/:id/gegevens",
    .back = path_of_id(c, PEERS_PATH, id, NULL), .back_label = f.peer.name, .button = tr(c, N_("Save")), .rec = &peer_form_record, .row = &f, .lists = &list, .list_count = 1 };
  return form_page(c, &v, PEERS_PATH);
}

int change_peer(struct ctx *c)
{
  struct peer_form f = *form_row(c, peer_form);
  TRY(path_id(c, &f.peer.id));
  f.peer.version = c->form->version;
  TRY(peer_change(c, &f));
  return redirect_done(c, path_of_id(c, PEERS_PATH, f.peer.id, NULL), "opgeslagen");
}

int show_peer_remove(struct ctx *c)
{
  struct id id;
  struct peer p;
  TRY(path_id(c, &id));
  TRY(peer_kept(c, id, &p));
  const struct form_page v = { .title = tr(c, N_("Remove from the register")), .path = path_of_id(c, PEERS_PATH, id, "/weg"), .token_path = PEERS_PATH "/:id/weg",
    .back = path_of_id(c, PEERS_PATH, id, NULL), .back_label = p.name, .button = tr(c, N_("Remove for good")),
    .note = tr(c, N_("The entry, the trainings and the supervision notes are erased, and cannot be brought back. Is it for a while only? Then set a pause.")) };
  return form_page(c, &v, PEERS_PATH);
}

int remove_peer(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(peer_remove(c, id));
  return redirect_done(c, local_path(c, PEERS_PATH), "verwijderd");
}

/* --- trainings and notes ---------------------------------------------------------------------------------------- */

int show_peer_training(struct ctx *c)
{
  struct id id;
  struct peer p;
  TRY(path_id(c, &id));
  TRY(peer_kept(c, id, &p));
  const struct form_page v = { .title = tr(c, N_("Add a training")), .path = path_of_id(c, PEERS_PATH, id, "/scholing"), .token_path = PEERS_PATH "/:id/scholing",
    .back = path_of_id(c, PEERS_PATH, id, NULL), .back_label = p.name, .button = tr(c, N_("Add")), .rec = &peer_training_record };
  return form_page(c, &v, PEERS_PATH);
}

int add_peer_training(struct ctx *c)
{
  struct peer_training t = *form_row(c, peer_training);
  TRY(path_id(c, &t.peer));
  TRY(peer_training_add(c, &t));
  return redirect_done(c, path_of_id(c, PEERS_PATH, t.peer, NULL), "toegevoegd");
}

int drop_peer_training(struct ctx *c)
{
  struct id id, peer;
  TRY(path_id(c, &id));
  TRY(peer_training_remove(c, id, &peer));
  return redirect_done(c, path_of_id(c, PEERS_PATH, peer, NULL), "verwijderd");
}

int show_peer_notes(struct ctx *c)
{
  struct id id;
  struct peer p;
  struct peer_note_list list;
  struct peer_notes_view v = { .peer = &p };
  TRY(path_id(c, &id));
  TRY(peer_kept(c, id, &p));
  TRY(peer_notes(c, &p, &list));
  v.notes.at = arena_new(&c->arena, struct note_line, list.count + 1);
  for (size_t i = 0; i < list.count; i++) {
    struct note_line *const line = &v.notes.at[v.notes.count++];
    *line = (struct note_line){ .text = list.at[i].text, .made = moment_in_words(c, list.at[i].made, false) };
    TRY(name_or_left(c, list.at[i].by, &line->by));
  }
  const struct page page = { .title = tr(c, N_("Supervision")), .current = PEERS_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_peer_notes(c, &v);
  return page_end(c, &page);
}

int add_peer_note(struct ctx *c)
{
  struct peer_note n = *form_row(c, peer_note);
  TRY(path_id(c, &n.peer));
  TRY(peer_note_add(c, &n));
  return redirect_done(c, path_of_id(c, PEERS_PATH, n.peer, "/begeleiding"), "toegevoegd");
}
