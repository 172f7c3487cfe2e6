/* The same for programs: providers' own systems refer, receive and report through these. */
#include "json.h"
#include "referrals_web.h"
#include "text.h"

static int answer(struct ctx *c, int status) { return respond(c, status, "application/json; charset=utf-8"); }

static void put_line(struct json *j, const struct referral_line *line)
{
  json_item(j);
  json_open(j, '{');
  json_key(j, "referral");
  json_stored(referral, &line->referral, j->b);
  json_key(j, "called");
  json_text(j->b, line->called);
  json_close(j);
}

int api_referrals(struct ctx *c)
{
  const struct list_ask *const asked = form_row(c, list_ask);
  struct referral_line_list lines;
  const char *next;
  struct json j = { .b = &c->out };
  if (c->form->unknown) return fail(c, ERR_INVALID, c->form->unknown, N_("This parameter is not known here."));
  if (c->form->errors) return fail(c, ERR_INVALID, "toon", N_("Choose from the list."));
  TRY(referrals_listed(c, asked->toon, asked->na, &lines, &next));
  json_open(&j, '{');
  json_begin(&j, "referrals", '[');
  for (size_t i = 0; i < lines.count; i++) put_line(&j, &lines.at[i]);
  json_close(&j);
  json_key(&j, "next");
  const char *const key = referral_list_kind_key(asked->toon);
  static const char path[] = API_PATH "/referrals?";
  json_text(j.b, next ? JOIN(&c->arena, path, key ? JOIN(&c->arena, "toon=", key, "&") : "", "na=", next) : NULL);
  json_close(&j);
  return answer(c, 200);
}

static int file_answer(struct ctx *c, struct id id, int status)
{
  struct referral_file f;
  struct json j = { .b = &c->out };
  TRY(referral_file(c, id, &f));
  referral_as_heard(c, &f);
  json_open(&j, '{');
  json_key(&j, "referral");
  json_stored(referral, &f.referral, j.b);
  json_key(&j, "person");
  if (f.open) json_stored(referral_person, &f.person, j.b);
  else put(j.b, "null");
  json_begin(&j, "items", '[');
  for (size_t i = 0; i < f.items.count; i++) {
    json_item(&j);
    json_stored(referral_item, &f.items.at[i], j.b);
  }
  json_close(&j);
  json_begin(&j, "notes", '[');
  for (size_t i = 0; i < f.notes.count; i++) {
    json_item(&j);
    json_stored(referral_note, &f.notes.at[i], j.b);
  }
  json_close(&j);
  json_close(&j);
  return answer(c, status);
}

int api_referral(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  return file_answer(c, id, 200);
}

int api_add_referral(struct ctx *c)
{
  struct referral_new n = { 0 };
  struct id id;
  TRY(posted_row(c, referral_new, &n));
  TRY(referral_begin(c, &n, &id));
  return file_answer(c, id, 201);
}

/* What a return or a refusal leaves the provider may not look at any more: then only how far it is. */
int api_step(struct ctx *c)
{
  struct referral_step s = { 0 };
  struct id id;
  TRY(path_id(c, &id));
  TRY(posted_row(c, referral_step, &s));
  TRY(referral_do(c, id, 0, &s));
  return file_answer(c, id, 200);
}

/* --- as the interface describes itself ----------------------------------------------------------------------------------- */

static const struct api_about abouts[] = {
  { api_referrals,    "listReferrals", "Referrals: those whose turn is the key's owner's (default), that wait for somebody else (toon=wacht), "
    "of the organisation (toon=team), or finished (toon=klaar).", "ReferralPage", API_READS },
  { api_add_referral, "addReferral",   "Refers somebody: sends it (aim send), keeps a draft (draft), or writes down why not (not_now).", "ReferralFile", API_ADDS },
  { api_referral,     "getReferral",   "One referral: how far it is, and, for who works with it, who it is, what is shared on which ground, and what was done.", "ReferralFile", API_READS },
  { api_step,         "addStep",       "Does one act, as the table in the documentation allows it in the state that the referral is in. A program that does not want to repeat an act "
    "reads the referral first: what cannot be done twice is refused.", "ReferralFile", API_READS },
  { .of = NULL }
};

static const struct api_schema schemas[] = {
  { "Referral",       &referral_record,        OPENAPI_STORED },
  { "ReferralPerson", &referral_person_record, OPENAPI_STORED },
  { "ReferralItem",   &referral_item_record,   OPENAPI_STORED },
  { "ReferralNote",   &referral_note_record,   OPENAPI_STORED },
  { "ReferralNew",    &referral_new_record,    OPENAPI_ASKED },
  { "ReferralStep",   &referral_step_record,   OPENAPI_ASKED },
  { .name = NULL }
};

static const struct api_member line[] = { { "referral", "@Referral" }, { "called", "?string" }, API_END };
static const struct api_member page[] = { { "referrals", "@@ReferralLine" }, { "next", "?string" }, API_END };
static const struct api_member file[] = { { "referral", "@Referral" }, { "person", "@?ReferralPerson" }, { "items", "@@ReferralItem" }, { "notes", "@@ReferralNote" }, API_END };
static const struct api_document documents[] = { { "ReferralLine", line }, { "ReferralPage", page }, { "ReferralFile", file }, { .name = NULL } };

const struct api_part referrals_api = { abouts, schemas, documents };
