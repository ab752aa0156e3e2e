"""What is removed stays for a while, and can be brought back. What was removed before is gone already."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('incidents', '0023_form_times'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='attachment',
            name='forget_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='attachment',
            name='removed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='message',
            name='forget_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='message',
            name='removed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='resourcelink',
            name='forget_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='resourcelink',
            name='removed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='resourcelink',
            name='removed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='attachment',
            index=models.Index(condition=models.Q(('forget_at__isnull', False)), fields=['forget_at'], name='file_to_forget'),
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(condition=models.Q(('forget_at__isnull', False)), fields=['forget_at'], name='message_to_forget'),
        ),
        migrations.AddIndex(
            model_name='resourcelink',
            index=models.Index(condition=models.Q(('forget_at__isnull', False)), fields=['forget_at'], name='resource_link_to_forget'),
        ),
    ]
