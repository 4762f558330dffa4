from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies: list[tuple[str, str]] = []

    operations = [
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(db_index=True, max_length=16)),
                ("at", models.DateTimeField()),
                ("actor", models.CharField(max_length=160)),
                ("verb", models.CharField(max_length=20)),
                ("detail", models.CharField(blank=True, max_length=200)),
                ("note", models.TextField(blank=True)),
            ],
            options={
                "ordering": ("at", "pk"),
            },
        ),
        migrations.CreateModel(
            name="ConsultationRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(max_length=16, unique=True)),
                ("key_digest", models.CharField(max_length=64, unique=True)),
                ("state", models.CharField(default="received", max_length=16)),
                ("language", models.CharField(default="en", max_length=5)),
                ("edition", models.CharField(blank=True, max_length=64)),
                ("received_at", models.DateTimeField(db_index=True)),
                ("changed_at", models.DateTimeField()),
                ("agency", models.CharField(blank=True, max_length=120)),
                ("role", models.CharField(blank=True, max_length=120)),
                ("contact", models.CharField(blank=True, max_length=120)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("help", models.JSONField(default=list)),
                ("stage", models.CharField(blank=True, max_length=20)),
                ("needed_by", models.DateField(null=True)),
                ("meeting", models.CharField(blank=True, max_length=20)),
                ("budget", models.CharField(blank=True, max_length=20)),
                ("note", models.TextField(blank=True)),
            ],
            options={
                "ordering": ("-received_at", "-pk"),
                "permissions": [("work_queue", "Can work the queue of requests and reports")],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OutgoingMail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(db_index=True, max_length=16)),
                ("purpose", models.CharField(max_length=20)),
                ("recipients", models.JSONField(default=list)),
                ("reply_to", models.EmailField(blank=True, max_length=254)),
                ("subject", models.CharField(max_length=120)),
                ("body", models.TextField(blank=True)),
                ("made_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(db_index=True)),
                ("held_until", models.DateTimeField(null=True)),
                ("attempts", models.PositiveIntegerField(default=0)),
                ("failed_at", models.DateTimeField(null=True)),
                ("failure", models.CharField(blank=True, max_length=80)),
                ("sent_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="ProblemReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(max_length=16, unique=True)),
                ("key_digest", models.CharField(max_length=64, unique=True)),
                ("state", models.CharField(default="received", max_length=16)),
                ("language", models.CharField(default="en", max_length=5)),
                ("edition", models.CharField(blank=True, max_length=64)),
                ("received_at", models.DateTimeField(db_index=True)),
                ("changed_at", models.DateTimeField()),
                ("page", models.CharField(blank=True, max_length=300)),
                ("kind", models.CharField(blank=True, max_length=20)),
                ("text", models.TextField(blank=True)),
                ("email", models.EmailField(blank=True, max_length=254)),
            ],
            options={
                "ordering": ("-received_at", "-pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RateMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("where", models.CharField(max_length=64)),
                ("ends_at", models.DateTimeField(db_index=True)),
                ("times", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("where", "ends_at"), name="one_mark_per_stretch"
                    )
                ],
            },
        ),
    ]
