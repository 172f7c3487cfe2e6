#include "faces.h"
#include "db.h"

enum { PHOTO_MOST = 60000 };

static const struct field fields[] = {
  F_REF (offer_face, offer,     IN_PROGRAM | REQUIRED, offer, N_("Offer")),
  F_TEXT(offer_face, colleague, IN_PROGRAM | REQUIRED, N_("Colleague to call"), .max = 160),
  F_TEXT(offer_face, photo,     IN_PROGRAM | SECRET | REQUIRED, N_("Photo"), .max = PHOTO_MOST),
  F_TIME(offer_face, agreed,    IN_PROGRAM | REQUIRED, N_("Agreed")),
};
const struct record offer_face_record = RECORD(offer_face, fields);

static const struct query one = { &offer_face_record, "FROM offer_face WHERE offer = $1" };
static const struct query left = { &offer_face_record,
  "FROM offer_face WHERE NOT EXISTS (SELECT 1 FROM offer WHERE offer.id = offer_face.offer AND offer.colleague = offer_face.colleague AND offer.status <> 'ended')" };
const struct query *const faces_queries[] = { &one, &left, NULL };

static int find(struct ctx *c, struct id offer, struct offer_face *out) { return global_one(c, offer_face, out, &one, P(offer)); }

int face_of(struct ctx *c, const struct offer *o, struct offer_face *out)
{
  if (!o->colleague) return not_there(c);
  TRY(find(c, o->id, out));
  return strcmp(out->colleague, o->colleague) == 0 ? OK : not_there(c);
}

int face_put(struct ctx *c, const struct offer *o, const char *photo)
{
  struct offer_face face = { .offer = o->id };
  if (!o->colleague) return fail(c, ERR_INVALID, "photo", N_("First write down whom professionals may call."));
  const int rc = find(c, o->id, &face);
  if (!absent(c, rc)) TRY(rc);
  face.colleague = o->colleague;
  face.photo = photo;
  face.agreed = (struct instant){ c->now };
  return id_known(face.id) ? global_update(c, offer_face, &face) : global_insert(c, offer_face, &face, NULL);
}

int face_remove(struct ctx *c, struct id offer)
{
  struct offer_face face;
  TRY(find(c, offer, &face));
  return global_delete(c, offer_face, face.id);
}

int faces_tidy(struct ctx *c)
{
  struct offer_face_list list;
  TRY(global_select(c, offer_face, &list, &left, P0));
  for (size_t i = 0; i < list.count; i++) TRY(global_delete(c, offer_face, list.at[i].id));
  return OK;
}
