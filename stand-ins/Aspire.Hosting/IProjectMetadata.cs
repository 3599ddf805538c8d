namespace Aspire.Hosting;

/// <summary>A project of the solution; the build generates one class per project reference, in the namespace <c>Projects</c>.</summary>
public interface IProjectMetadata : ApplicationModel.IResourceAnnotation
{
    /// <summary>The absolute path of the project file.</summary>
    string ProjectPath { get; }
}
