"""L'environnement d'Alembic : il travaille sur la connexion qu'on lui donne, dans sa transaction."""

from alembic import context

from db.modeles import Base

connexion = context.config.attributes["connection"]
context.configure(
    connection=connexion,
    target_metadata=Base.metadata,
    render_as_batch=connexion.dialect.name == "sqlite",
    compare_type=True,
)
context.run_migrations()
