#include "faces.h"

enum { PHOTO_MOST = 60000 };

static const struct field fields[] = {
  F_REF (offer_face, offer,     IN_PROGRAM | REQUIRED, offer, N_("Offer")),
  F_TEXT(offer_face, colleague, IN_PROGRAM | REQUIRED, N_("Colleague to call"), .max = 160),
  F_TEXT(offer_face, photo,     IN_PROGRAM | SECRET | REQUIRED, N_("Photo"), .max = PHOTO_MOST),
  F_TIME(offer_face, agreed,    IN_PROGRAM | REQUIRED, N_("Agreed")),
};
const struct record offer_face_record = RECORD(offer_face, fields);

int face_of(struct ctx *c, const struct offer *o, struct offer_face *out)
{
  if (!o->colleague) return not_there(c);
  TRY(face_stored(c, o->id, out));
  return strcmp(out->colleague, o->colleague) == 0 ? OK : not_there(c);
}

int face_put(struct ctx *c, const struct offer *o, enum yes_no agreed, const char *photo)
{
  struct offer_face face = { .offer = o->id };
  if (!o->colleague) return fail(c, ERR_INVALID, "photo", N_("First write down whom professionals may call."));
  if (!photo) return fail(c, ERR_INVALID, "photo", N_("Choose a photo."));
  if (agreed != YES) return fail(c, ERR_INVALID, "agreed", N_("Ask this colleague first. Without a yes there is no photo."));
  const int rc = face_stored(c, o->id, &face);
  if (!absent(c, rc)) TRY(rc);
  face.colleague = o->colleague;
  face.photo = photo;
  face.agreed = (struct instant){ c->now };
  return id_known(face.id) ? global_update(c, offer_face, &face) : global_insert(c, offer_face, &face, NULL);
}

int face_remove(struct ctx *c, struct id offer)
{
  struct offer_face face;
  TRY(face_stored(c, offer, &face));
  return global_delete(c, offer_face, face.id);
}

int faces_tidy(struct ctx *c)
{
  struct offer_face_list list;
  TRY(faces_left(c, &list));
  for (size_t i = 0; i < list.count; i++) TRY(global_delete(c, offer_face, list.at[i].id));
  return OK;
}
