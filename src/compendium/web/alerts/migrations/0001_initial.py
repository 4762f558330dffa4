import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies: list[tuple[str, str]] = []

    operations = [
        migrations.CreateModel(
            name="Subscription",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(max_length=16, unique=True)),
                ("key", models.CharField(max_length=43, unique=True)),
                ("address", models.EmailField(max_length=254)),
                ("folded", models.EmailField(db_index=True, max_length=254)),
                ("everything", models.BooleanField(default=False)),
                ("topics", models.JSONField(default=list)),
                ("departments", models.JSONField(default=list)),
                ("counties", models.JSONField(default=list)),
                ("asked_at", models.DateTimeField(db_index=True)),
                ("confirmed_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ("pk",),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("confirmed_at__isnull", False)),
                        fields=("folded",),
                        name="one_subscription_per_address",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Told",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("older", models.CharField(max_length=64)),
                ("newer", models.CharField(max_length=64)),
                (
                    "subscription",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="alerts.subscription"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("subscription", "older", "newer"), name="told_once_of_two_editions"
                    )
                ],
            },
        ),
    ]
