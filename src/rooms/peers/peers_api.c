/* For programs: who is available, without anybody whom they are there for; and noting a contact. */
#include "openapi.h"
#include "peers_web.h"

static int answer(struct ctx *c, int status) { return respond(c, status, "application/json; charset=utf-8"); }

static void put_choice(struct json *j, const struct peer_choice *p)
{
  json_begin(j, NULL, '{');
  json_id(j, "id", p->id);
  json_str(j, "name", p->name);
  json_str(j, "organisation", p->organisation);
  json_str(j, "languages", p->languages);
  json_bool(j, "fits", p->fit.fits);
  json_begin(j, "reasons", '[');
  for (unsigned i = 1; i < peer_reason_choices.count; i++) {
    if (!set_has(p->fit.reasons, i)) continue;
    json_item(j);
    json_text(j->b, peer_reason_key((enum peer_reason)i));
  }
  json_close(j);
  json_close(j);
}

/* Without a role: everybody, whatever they do. */
int api_peers(struct ctx *c)
{
  const struct peer_wishes *const w = form_row(c, peer_wishes);
  struct peer_choice_list list;
  struct json j = { .b = &c->out };
  if (c->form->unknown) return fail(c, ERR_INVALID, c->form->unknown, N_("This parameter is not known here."));
  for (size_t i = 0; i < c->form->rec->count; i++) if (c->form->wrong[i] && c->form->typed[i]) return fail(c, ERR_INVALID, c->form->rec->fields[i].name, c->form->wrong[i]);
  TRY(peer_choices(c, w, &list));
  json_open(&j, '{');
  json_begin(&j, "experts", '[');
  for (size_t i = 0; i < list.count; i++) put_choice(&j, &list.at[i]);
  json_close(&j);
  json_close(&j);
  return answer(c, 200);
}

int api_peer_contact(struct ctx *c)
{
  struct peer_contact_new n = { 0 };
  struct peer_contact_list list;
  struct json j = { .b = &c->out };
  struct id id;
  TRY(path_id(c, &id));
  TRY(posted_row(c, peer_contact_new, &n));
  TRY(peer_contact_add(c, id, &n));
  TRY(peer_contacts(c, id, &list));
  if (!list.count) return not_there(c);
  json_stored(peer_contact, &list.at[0], j.b);
  return answer(c, 201);
}

static const struct api_about abouts[] = {
  { api_peers,        "listExperts",      "Experts by experience of the region held against wishes, the best one first; without anybody whom they are there for.", "ExpertList", API_READS },
  { api_peer_contact, "addExpertContact", "Notes a contact with whom an expert is there for.", "ExpertContact", API_ADDS },
  { .of = NULL }
};
static const struct api_schema schemas[] = {
  { "ExpertContact",    &peer_contact_record,     OPENAPI_STORED },
  { "ExpertContactNew", &peer_contact_new_record, OPENAPI_ASKED },
  { .name = NULL }
};
static const struct api_member list_members[] = { { "experts", "@@Expert" }, API_END };
static const struct api_member one_member[] = { { "id", "string" }, { "name", "string" }, { "organisation", "?string" }, { "languages", "string" }, { "fits", "boolean" },
  { "reasons", "[]string" }, API_END };
static const struct api_document documents[] = { { "ExpertList", list_members }, { "Expert", one_member }, { .name = NULL } };

extern const struct api_part peers_api;
const struct api_part peers_api = { abouts, schemas, documents };
